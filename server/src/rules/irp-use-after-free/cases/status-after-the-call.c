// CASE: the routine frees the IRP, and the function returns the status out of it
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI StaFreeOnDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS StaReceive(PWSK_SOCKET Socket, PWSK_BUF Window)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH conn = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, StaFreeOnDone, NULL, TRUE, TRUE, TRUE);
    (VOID)conn->WskReceive(Socket, Window, 0, irp);
    return irp->IoStatus.Status;                            // EXPECT(irp-use-after-free)
}
