// CASE: the status of another call is tested before the capture's own; a flag that nobody here knows is a guard
#include <ntddk.h>
#include <wsk.h>
NTSTATUS ReadLimit(PULONG limit);
NTSTATUS Wrong(PWSK_REGISTRATION reg, PULONG limit)
{
    WSK_PROVIDER_NPI npi;
    NTSTATUS captured = WskCaptureProviderNPI(reg, 200, &npi);
    NTSTATUS read = ReadLimit(limit);
    if (!NT_SUCCESS(read)) {
        if (NT_SUCCESS(captured)) WskReleaseProviderNPI(reg); // NOT(registration-result)
        return read;
    }
    if (captured != STATUS_SUCCESS) {
        WskReleaseProviderNPI(reg); // EXPECT(registration-result)
        return captured;
    }
    *limit += npi.Dispatch->Version;
    WskReleaseProviderNPI(reg); // NOT(registration-result)
    return STATUS_SUCCESS;
}
NTSTATUS Flagged(PWSK_REGISTRATION reg, volatile BOOLEAN *held)
{
    WSK_PROVIDER_NPI npi;
    NTSTATUS captured = WskCaptureProviderNPI(reg, 200, &npi);
    if (NT_SUCCESS(captured)) *held = TRUE;
    if (!NT_SUCCESS(captured)) {
        if (*held) WskReleaseProviderNPI(reg); // NOT(registration-result)
        return captured;
    }
    return STATUS_SUCCESS;
}
