// CASE: the first declaration reads the socket; a brace on a line of its own
#include <ntddk.h>
#include <wsk.h>

typedef struct _PORT
{
    LIST_ENTRY Peers;
    KSPIN_LOCK Lock;
} PORT, *PPORT;

typedef struct _PEER
{
    LIST_ENTRY Link;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch;
    PWSK_SOCKET Socket;
} PEER, *PPEER;

extern const WSK_CLIENT_CONNECTION_DISPATCH PeerDispatch;

static NTSTATUS WSKAPI PortAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote,
    PWSK_SOCKET Socket, PVOID *PeerContext, const WSK_CLIENT_CONNECTION_DISPATCH **Dispatch)
{
    PPORT Port = SocketContext;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Provider = Socket->Dispatch;        // EXPECT(null-indication)
    PPEER Peer = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(PEER), 'reeP');

    (VOID)Flags;
    (VOID)Local;
    (VOID)Remote;
    if (Peer == NULL)
    {
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    Peer->Dispatch = Provider;
    Peer->Socket = Socket;
    ExInterlockedInsertTailList(&Port->Peers, &Peer->Link, &Port->Lock);
    *PeerContext = Peer;
    *Dispatch = &PeerDispatch;
    return STATUS_SUCCESS;
}

const WSK_CLIENT_LISTEN_DISPATCH PortDispatch = { PortAccept, NULL, NULL };
