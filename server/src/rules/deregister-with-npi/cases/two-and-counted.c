// CASE: two registrations, a reference-counted init, a retrying capture loop
// CLEAN
#include <ntddk.h>
#include <wsk.h>
static const WSK_CLIENT_DISPATCH D = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION R1, R2;
static WSK_PROVIDER_NPI N1, N2;
static LONG g_Refs;
static FAST_MUTEX g_Lock;
static volatile BOOLEAN g_Stop;
NTSTATUS Acquire(void)
{
    WSK_CLIENT_NPI c = { NULL, &D };
    NTSTATUS st = STATUS_SUCCESS;
    ExAcquireFastMutex(&g_Lock);
    if (g_Refs++ == 0) {
        st = WskRegister(&c, &R1);
        if (NT_SUCCESS(st)) {
            do {
                st = WskCaptureProviderNPI(&R1, 100, &N1);
            } while (st == STATUS_DEVICE_NOT_READY && !g_Stop);
            if (!NT_SUCCESS(st)) WskDeregister(&R1);
        }
        if (!NT_SUCCESS(st)) g_Refs--;
    }
    ExReleaseFastMutex(&g_Lock);
    return st;
}
void Release(void)
{
    ExAcquireFastMutex(&g_Lock);
    if (--g_Refs == 0) {
        WskReleaseProviderNPI(&R1);
        WskDeregister(&R1);
    }
    ExReleaseFastMutex(&g_Lock);
}
NTSTATUS Both(void)
{
    WSK_CLIENT_NPI c = { NULL, &D };
    NTSTATUS st = WskRegister(&c, &R1);
    if (!NT_SUCCESS(st)) return st;
    st = WskCaptureProviderNPI(&R1, WSK_NO_WAIT, &N1);
    if (!NT_SUCCESS(st)) goto dereg1;
    st = WskRegister(&c, &R2);
    if (!NT_SUCCESS(st)) goto release1;
    st = WskCaptureProviderNPI(&R2, WSK_NO_WAIT, &N2);
    if (!NT_SUCCESS(st)) goto dereg2;
    return STATUS_SUCCESS;
dereg2:
    WskDeregister(&R2);
release1:
    WskReleaseProviderNPI(&R1);
dereg1:
    WskDeregister(&R1);
    return st;
}
