// CASE: every release belongs to a start that failed; Unload deregisters with the NPI that the start has kept
// COMPLETE
#include "stack.h"

STACK Stack;
static PDEVICE_OBJECT Device;

static VOID NTAPI Leave(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    IoDeleteDevice(Device);
    StackStop();
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    status = StackStart();
    if (!NT_SUCCESS(status))
        return status;
    status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
    if (!NT_SUCCESS(status)) {
        WskReleaseProviderNPI(&Stack.Registration);
        StackStop(); // NOT(deregister-with-npi)
        return status;
    }
    DriverObject->DriverUnload = Leave;
    return STATUS_SUCCESS;
}
