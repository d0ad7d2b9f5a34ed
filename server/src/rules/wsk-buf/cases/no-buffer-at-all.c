// CASE: NULL instead of a zero-length buffer
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI WakeFreeOnDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS WakeReceive(PWSK_SOCKET Socket)
{
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *conn = Socket->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, WakeFreeOnDone, NULL, TRUE, TRUE, TRUE);
    return conn->WskReceive(Socket, NULL, 0, irp);          // EXPECT(wsk-buf)
}
