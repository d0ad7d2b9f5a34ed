// CASE: the completion routine of WskAccept stores the accepted socket without looking at the status, and queues its worker
#include <ntddk.h>
#include <wsk.h>

typedef struct _DESK {
    PWSK_SOCKET Listener;
    PWSK_SOCKET Visitor;
    const VOID *VisitorOps;
    PIO_WORKITEM Serve;
} DESK, *PDESK;

IO_WORKITEM_ROUTINE DeskServe;

static NTSTATUS NTAPI DeskAccepted(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PDESK desk = (PDESK)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    desk->Visitor = (PWSK_SOCKET)(Irp->IoStatus.Information);       // EXPECT(socket-from-failed-irp)
    desk->VisitorOps = desk->Visitor->Dispatch;                     // OR(socket-from-failed-irp)
    IoFreeIrp(Irp);

    IoQueueWorkItem(desk->Serve, DeskServe, DelayedWorkQueue, desk);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS DeskAccept(PDESK Desk)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *ops = Desk->Listener->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, DeskAccepted, Desk, TRUE, TRUE, TRUE);
    return ops->WskAccept(Desk->Listener, 0, NULL, NULL, NULL, NULL, irp);
}
