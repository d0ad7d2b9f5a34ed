// CASE: the IRP is a member of the context; allocated in one function, handed to WSK by another, tested in neither
#include <ntddk.h>
#include <wsk.h>

typedef struct _FEED { PWSK_SOCKET Socket; PIRP Irp; WSK_BUF Buffer; volatile LONG Idle; } FEED, *PFEED;

static NTSTATUS NTAPI FeedDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    InterlockedExchange(&((PFEED)Context)->Idle, 1);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS FeedPost(PFEED Feed)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *conn = Feed->Socket->Dispatch;

    IoSetCompletionRoutine(Feed->Irp, FeedDone, Feed, TRUE, TRUE, TRUE);        // OR(irp-null-check)
    return conn->WskReceive(Feed->Socket, &Feed->Buffer, 0, Feed->Irp);
}

NTSTATUS FeedStart(PFEED Feed)
{
    Feed->Idle = 0;
    Feed->Irp = IoAllocateIrp(1, FALSE);                                        // EXPECT(irp-null-check)
    return FeedPost(Feed);
}

VOID FeedStop(PFEED Feed)
{
    if (Feed->Irp != NULL && Feed->Idle)
        IoFreeIrp(Feed->Irp);
    Feed->Irp = NULL;
}
