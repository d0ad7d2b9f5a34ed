// CASE: no wait, and one of at most a second
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION QuickReg;
static WSK_PROVIDER_NPI QuickNpi;
static const WSK_CLIENT_DISPATCH QuickClient = { MAKE_WSK_VERSION(1, 0) };

static VOID NTAPI QuickUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskReleaseProviderNPI(&QuickReg);
    WskDeregister(&QuickReg);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI me = { NULL, &QuickClient };
    NTSTATUS st;

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = QuickUnload;
    st = WskRegister(&me, &QuickReg);
    if (!NT_SUCCESS(st))
        return st;

    st = WskCaptureProviderNPI(&QuickReg, WSK_NO_WAIT, &QuickNpi);          // NOT(capture-wait)
    if (st == STATUS_DEVICE_NOT_READY)
        st = WskCaptureProviderNPI(&QuickReg, 1000, &QuickNpi);             // NOT(capture-wait)
    if (!NT_SUCCESS(st))
        WskDeregister(&QuickReg);
    return st;
}
