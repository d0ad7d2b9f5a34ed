// CASE: DriverEntry registers, then fails to create its device and returns the error; Unload does not run then
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION CamReg;
static const WSK_CLIENT_DISPATCH CamClient = { MAKE_WSK_VERSION(1, 0) };

static VOID NTAPI CamUnload(PDRIVER_OBJECT DriverObject)
{
    WskDeregister(&CamReg);
    IoDeleteDevice(DriverObject->DeviceObject);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI me = { NULL, &CamClient };
    PDEVICE_OBJECT device;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);

    status = WskRegister(&me, &CamReg);                     // OR(not-deregistered)
    if (!NT_SUCCESS(status))
        return status;

    status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_NETWORK, 0, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        DbgPrint("cam: no device, %08x\n", status);
        return status;                                      // EXPECT(not-deregistered)
    }

    DriverObject->DriverUnload = CamUnload;
    return STATUS_SUCCESS;
}
