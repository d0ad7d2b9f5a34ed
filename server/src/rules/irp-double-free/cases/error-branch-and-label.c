// CASE: the error branch frees and then jumps to the label that frees
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI LabSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS LabDisconnect(PWSK_SOCKET Socket, PWSK_BUF Last)
{
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *conn = Socket->Dispatch;
    KEVENT event;
    NTSTATUS status;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, LabSignal, &event, TRUE, TRUE, TRUE);
    (VOID)conn->WskDisconnect(Socket, Last, 0, irp);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    status = irp->IoStatus.Status;
    if (!NT_SUCCESS(status))
    {
        DbgPrint("disconnect failed\n");
        IoFreeIrp(irp);                                     // OR(irp-double-free)
        goto Done;
    }
    DbgPrint("disconnected\n");

Done:
    IoFreeIrp(irp);                                         // EXPECT(irp-double-free)
    return status;
}
