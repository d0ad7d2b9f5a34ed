// CASE: contexts in paged pool, and one that is freed while its request may still be under way
#include <ntddk.h>
#include <wsk.h>

#define TAG 'xtnC'

typedef struct _PEER {
    PWSK_SOCKET Socket;
    KEVENT Ready;
    LONG Users;
} PEER, *PPEER;

NTSTATUS WSKAPI PeerReceive(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated,
                            SIZE_T *BytesAccepted);
static const WSK_CLIENT_CONNECTION_DISPATCH PeerDispatch = { PeerReceive, NULL, NULL };

static NTSTATUS NTAPI PeerDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    PPEER Peer = (PPEER)Context;

    UNREFERENCED_PARAMETER(Device);
    InterlockedDecrement(&Peer->Users);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS PeerCreate(PWSK_PROVIDER_NPI Npi, PPEER *Out)
{
    PPEER Peer = (PPEER)ExAllocatePoolWithTag(PagedPool, sizeof(PEER), TAG);
    PIRP Irp;

    if (Peer == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    Irp = IoAllocateIrp(1, FALSE);
    if (Irp == NULL) {
        ExFreePoolWithTag(Peer, TAG);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    *Out = Peer;
    IoSetCompletionRoutine(Irp, PeerDone, NULL, TRUE, TRUE, TRUE);
    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET,
                                    Peer, // EXPECT(context-lifetime)
                                    &PeerDispatch, NULL, NULL, NULL, Irp);
}

VOID PeerSend(PPEER Peer, PWSK_BUF Data)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Peer->Socket->Dispatch;
    PPEER Request = (PPEER)ExAllocatePool2(POOL_FLAG_PAGED, sizeof(PEER), TAG);
    PIRP Irp;

    if (Request == NULL)
        return;
    Irp = IoAllocateIrp(1, FALSE);
    if (Irp == NULL) {
        ExFreePoolWithTag(Request, TAG);
        return;
    }
    IoSetCompletionRoutine(Irp, PeerDone, Request, TRUE, TRUE, TRUE); // EXPECT(context-lifetime)
    (VOID)Dispatch->WskSend(Peer->Socket, Data, 0, Irp);
}

NTSTATUS PeerClose(PPEER Peer)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Peer->Socket->Dispatch;
    PIRP Irp = IoAllocateIrp(1, FALSE);
    NTSTATUS Status;

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, PeerDone, Peer, TRUE, TRUE, TRUE);
    Status = Dispatch->WskCloseSocket(Peer->Socket, Irp);
    ExFreePoolWithTag(Peer, TAG); // EXPECT(context-lifetime)
    return Status;
}

static NTSTATUS NTAPI PeerGone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    IoFreeIrp(Irp);
    ExFreePoolWithTag(Context, TAG); // NOT(context-lifetime)
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS PeerCloseRight(PPEER Peer)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Peer->Socket->Dispatch;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, PeerGone, Peer, TRUE, TRUE, TRUE);
    return Dispatch->WskCloseSocket(Peer->Socket, Irp);
}
