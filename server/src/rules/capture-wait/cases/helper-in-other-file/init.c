// CASE: only DriverEntry, in another file, calls the helper that waits for ever
#include "init.h"

static const WSK_CLIENT_DISPATCH InitClient = { MAKE_WSK_VERSION(1, 0) };
static const ULONG InitTimeout = WSK_INFINITE_WAIT;

NTSTATUS InitNetwork(PWSK_REGISTRATION Registration)
{
    WSK_CLIENT_NPI me = { NULL, &InitClient };
    WSK_PROVIDER_NPI npi;
    NTSTATUS st;

    st = WskRegister(&me, Registration);
    if (!NT_SUCCESS(st))
        return st;
    st = WskCaptureProviderNPI(Registration, InitTimeout, &npi);            // EXPECT(capture-wait)
    if (!NT_SUCCESS(st)) {
        WskDeregister(Registration);
        return st;
    }
    WskReleaseProviderNPI(Registration);
    return STATUS_SUCCESS;
}
