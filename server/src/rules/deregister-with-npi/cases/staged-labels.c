// CASE: labels in reverse order of what was done
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION StageReg;
static const WSK_CLIENT_DISPATCH StageClient = { MAKE_WSK_VERSION(1, 0) };

NTSTATUS StageProbe(PUSHORT Version)
{
    WSK_CLIENT_NPI me = { NULL, &StageClient };
    WSK_PROVIDER_NPI npi;
    NTSTATUS st;

    st = WskRegister(&me, &StageReg);
    if (!NT_SUCCESS(st))
        goto NotRegistered;
    st = WskCaptureProviderNPI(&StageReg, 200, &npi);
    if (!NT_SUCCESS(st))
        goto NotCaptured;

    *Version = npi.Dispatch->Version;

    WskReleaseProviderNPI(&StageReg);
NotCaptured:
    WskDeregister(&StageReg);                       // NOT(deregister-with-npi)
NotRegistered:
    return st;
}
