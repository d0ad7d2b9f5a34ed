// CASE: a helper that is called while the NPI is held, and once more when it has been given back
#include <ntddk.h>
#include <wsk.h>
static NTSTATUS Bypass(const WSK_PROVIDER_NPI *npi, ULONG value)
{
    return npi->Dispatch->WskControlClient(npi->Client, WSK_TDI_BEHAVIOR, sizeof(value), &value, 0, NULL, NULL, NULL); // OR(use-after-release)
}
NTSTATUS Wrong(PWSK_REGISTRATION reg)
{
    WSK_PROVIDER_NPI npi;
    NTSTATUS st = WskCaptureProviderNPI(reg, 100, &npi);
    if (!NT_SUCCESS(st)) return st;
    st = Bypass(&npi, WSK_TDI_BEHAVIOR_BYPASS_TDI); // NOT(use-after-release)
    WskReleaseProviderNPI(reg);


    if (!NT_SUCCESS(st)) st = Bypass(&npi, 0); // EXPECT(use-after-release)
    return st;
}
NTSTATUS Right(PWSK_REGISTRATION reg)
{
    WSK_PROVIDER_NPI npi;
    NTSTATUS st = WskCaptureProviderNPI(reg, 100, &npi);
    if (!NT_SUCCESS(st)) return st;
    st = Bypass(&npi, WSK_TDI_BEHAVIOR_BYPASS_TDI); // NOT(use-after-release)
    if (!NT_SUCCESS(st)) st = Bypass(&npi, 0); // NOT(use-after-release)
    WskReleaseProviderNPI(reg);
    return st;
}
