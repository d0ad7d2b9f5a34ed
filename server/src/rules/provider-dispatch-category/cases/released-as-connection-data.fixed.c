// CASE: datagrams are given back through the table of connections
#include <ntddk.h>
#include <wsk.h>

typedef struct _FEED {
    PWSK_SOCKET Socket;
    PWSK_DATAGRAM_INDICATION Kept;
    KEVENT Done;
} FEED, *PFEED;

static NTSTATUS WSKAPI FeedReceive(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    PFEED Feed = (PFEED)SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    if (DataIndication == NULL)
        return STATUS_SUCCESS;
    Feed->Kept = DataIndication;
    return STATUS_PENDING;
}

static const WSK_CLIENT_DATAGRAM_DISPATCH FeedTable = { FeedReceive };

static NTSTATUS NTAPI FeedSignal(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((PFEED)Context)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS FeedOpen(PFEED Feed, PWSK_PROVIDER_NPI Npi)
{
    NTSTATUS Status;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Feed->Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, FeedSignal, Feed, TRUE, TRUE, TRUE);
    (VOID)Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, Feed,
                                   &FeedTable, NULL, NULL, NULL, Irp);
    KeWaitForSingleObject(&Feed->Done, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
    if (NT_SUCCESS(Status))
        Feed->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    IoFreeIrp(Irp);
    return Status;
}

VOID FeedGiveBack(PFEED Feed)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Dispatch = Feed->Socket->Dispatch; // EXPECT(provider-dispatch-category)

    (VOID)Dispatch->WskRelease(Feed->Socket, (PWSK_DATAGRAM_INDICATION)Feed->Kept); // OR(provider-dispatch-category)
    Feed->Kept = NULL;
}
