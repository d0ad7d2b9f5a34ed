// CASE: each failure after the registration undoes it, and so does the unload routine
// CLEAN
// COMPLETE
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION FanReg;
static PDEVICE_OBJECT FanDevice;
static const WSK_CLIENT_DISPATCH FanClient = { MAKE_WSK_VERSION(1, 0) };

static VOID NTAPI FanUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskDeregister(&FanReg);
    IoDeleteDevice(FanDevice);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI me = { NULL, &FanClient };
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Fan"), link = RTL_CONSTANT_STRING(L"\\??\\Fan");
    NTSTATUS st;

    UNREFERENCED_PARAMETER(RegistryPath);

    st = IoCreateDevice(DriverObject, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE, &FanDevice);
    if (!NT_SUCCESS(st))
        return st;                                          // NOT(not-deregistered)

    st = WskRegister(&me, &FanReg);                         // NOT(not-deregistered)
    if (!NT_SUCCESS(st)) {
        IoDeleteDevice(FanDevice);
        return st;                                          // NOT(not-deregistered)
    }

    st = IoCreateSymbolicLink(&link, &name);
    if (!NT_SUCCESS(st)) {
        WskDeregister(&FanReg);
        IoDeleteDevice(FanDevice);
        return st;                                          // NOT(not-deregistered)
    }
    DriverObject->DriverUnload = FanUnload;
    return STATUS_SUCCESS;
}
