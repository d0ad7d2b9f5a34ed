// CASE: the IRP stays in the context and is freed when the context goes; another one goes back to a list from its routine
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _DEPOT {
    PWSK_SOCKET Socket;
    PIRP Receive;
    KSPIN_LOCK Lock;
    LIST_ENTRY Spare;
} DEPOT, *PDEPOT;

static NTSTATUS NTAPI DepotReceived(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    UNREFERENCED_PARAMETER(Context);
    return STATUS_MORE_PROCESSING_REQUIRED;                 // NOT(irp-leak)
}

static NTSTATUS NTAPI DepotSent(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PDEPOT depot = Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    ExInterlockedInsertTailList(&depot->Spare, &Irp->Tail.Overlay.ListEntry, &depot->Lock);
    return STATUS_MORE_PROCESSING_REQUIRED;                 // NOT(irp-leak)
}

NTSTATUS DepotReceive(PDEPOT Depot, PWSK_BUF Window)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *conn = Depot->Socket->Dispatch;

    Depot->Receive = IoAllocateIrp(1, FALSE);               // NOT(irp-leak)
    if (Depot->Receive == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Depot->Receive, DepotReceived, Depot, TRUE, TRUE, TRUE);
    return conn->WskReceive(Depot->Socket, Window, 0, Depot->Receive);
}

NTSTATUS DepotSend(PDEPOT Depot, PWSK_BUF Data)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *conn = Depot->Socket->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);                     // NOT(irp-leak)

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, DepotSent, Depot, TRUE, TRUE, TRUE);
    return conn->WskSend(Depot->Socket, Data, 0, irp);
}

/* after WskCloseSocket: nothing is pending any more */
VOID DepotEmpty(PDEPOT Depot)
{
    PLIST_ENTRY entry;

    while ((entry = ExInterlockedRemoveHeadList(&Depot->Spare, &Depot->Lock)) != NULL)
        IoFreeIrp(CONTAINING_RECORD(entry, IRP, Tail.Overlay.ListEntry));
    if (Depot->Receive != NULL)
        IoFreeIrp(Depot->Receive);
    Depot->Receive = NULL;
}
