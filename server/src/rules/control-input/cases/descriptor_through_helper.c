// CASE: a helper that takes the descriptor itself by type is wrong, whoever calls it; one that takes any buffer is given the wrong one
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS VaultCache(PWSK_PROVIDER_NPI Npi, PSECURITY_DESCRIPTOR Own, PSECURITY_DESCRIPTOR *Cached)
{
    return Npi->Dispatch->WskControlClient(Npi->Client, WSK_CACHE_SD, sizeof(PSECURITY_DESCRIPTOR),
                                           Own,                                 // EXPECT(control-input)
                                           sizeof(PSECURITY_DESCRIPTOR), Cached, NULL, NULL);
}

NTSTATUS VaultOpen(PWSK_PROVIDER_NPI Npi, PSECURITY_DESCRIPTOR Own, PSECURITY_DESCRIPTOR *Cached)
{
    return VaultCache(Npi, Own, Cached);                                        // NOT(control-input)
}

static NTSTATUS VaultControl(PWSK_PROVIDER_NPI Npi, PVOID Input, PSECURITY_DESCRIPTOR *Cached)
{
    return Npi->Dispatch->WskControlClient(Npi->Client, WSK_CACHE_SD, sizeof(PSECURITY_DESCRIPTOR), Input,  // NOT(control-input)
                                           sizeof(PSECURITY_DESCRIPTOR), Cached, NULL, NULL);
}

NTSTATUS VaultOpenAny(PWSK_PROVIDER_NPI Npi, PSECURITY_DESCRIPTOR Own, PSECURITY_DESCRIPTOR *Cached)
{
    NTSTATUS Status;

    Status = VaultControl(Npi, &Own, Cached);                                   // NOT(control-input)
    return NT_SUCCESS(Status) ? Status : VaultControl(Npi, Own, Cached);        // EXPECT(control-input)
}
