// CASE: WskInit and WskCleanup in another file; the caller forgets the cleanup on one path
#include <ntddk.h>
#include <wsk.h>
static const WSK_CLIENT_DISPATCH D = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION R;
WSK_PROVIDER_NPI Npi;
NTSTATUS NetUp(void)
{
    WSK_CLIENT_NPI c = { NULL, &D };
    NTSTATUS st = WskRegister(&c, &R);
    if (!NT_SUCCESS(st)) return st;
    st = WskCaptureProviderNPI(&R, 100, &Npi);
    if (!NT_SUCCESS(st)) WskDeregister(&R);
    return st;
}
void NetDown(void) { WskReleaseProviderNPI(&R); WskDeregister(&R); }
