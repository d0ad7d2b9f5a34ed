// CASE: released in an error branch that returns; released, captured again and then used
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _CYCLE { PWSK_REGISTRATION Reg; WSK_PROVIDER_NPI Npi; } CYCLE, *PCYCLE;

NTSTATUS CycleTransports(PCYCLE Cycle, PWSK_TRANSPORT List, SIZE_T Bytes, SIZE_T *Used)
{
    NTSTATUS st = WskCaptureProviderNPI(Cycle->Reg, 800, &Cycle->Npi);

    if (!NT_SUCCESS(st))
        return st;
    if (Cycle->Npi.Dispatch->Version < MAKE_WSK_VERSION(1, 0)) {
        WskReleaseProviderNPI(Cycle->Reg);
        return STATUS_NOINTERFACE;
    }
    st = Cycle->Npi.Dispatch->WskControlClient(Cycle->Npi.Client, WSK_TRANSPORT_LIST_QUERY,     // NOT(use-after-release)
                                               0, NULL, Bytes, List, Used, NULL);
    WskReleaseProviderNPI(Cycle->Reg);
    if (st != STATUS_BUFFER_OVERFLOW)
        return st;

    st = WskCaptureProviderNPI(Cycle->Reg, 800, &Cycle->Npi);
    if (!NT_SUCCESS(st))
        return st;
    st = Cycle->Npi.Dispatch->WskControlClient(Cycle->Npi.Client, WSK_TRANSPORT_LIST_QUERY,     // NOT(use-after-release)
                                               0, NULL, 0, NULL, Used, NULL);
    WskReleaseProviderNPI(Cycle->Reg);
    return st;
}
