// CASE: the error exit deregisters even when the registration itself failed
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION FailReg;
static const WSK_CLIENT_DISPATCH FailClient = { MAKE_WSK_VERSION(1, 0) };

NTSTATUS FailVersion(PUSHORT Version)
{
    WSK_CLIENT_NPI me = { NULL, &FailClient };
    WSK_PROVIDER_NPI npi;
    NTSTATUS status;

    *Version = 0;
    status = WskRegister(&me, &FailReg);
    if (!NT_SUCCESS(status))
        goto Exit;

    status = WskCaptureProviderNPI(&FailReg, 100, &npi);
    if (!NT_SUCCESS(status))
        goto Exit;

    *Version = npi.Dispatch->Version;
    WskReleaseProviderNPI(&FailReg);

Exit:
    WskDeregister(&FailReg);                                // EXPECT(registration-result)
    return status;
}
