// CASE: only sockets of the trusted side get the enable call; the others are to stay silent
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _RADIO_PEER { PWSK_SOCKET Socket; volatile LONG Gone; } RADIO_PEER, *PRADIO_PEER;

PRADIO_PEER RadioTakePeer(PVOID Server);
VOID RadioReturnPeer(PRADIO_PEER Peer);
BOOLEAN RadioIsTrusted(PSOCKADDR Address);

static NTSTATUS WSKAPI RadioGone(PVOID SocketContext, ULONG Flags)
{
    UNREFERENCED_PARAMETER(Flags);
    InterlockedExchange(&((PRADIO_PEER)SocketContext)->Gone, 1);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH RadioPeerEvents = { NULL, RadioGone, NULL };

static NTSTATUS WSKAPI RadioAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
    PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_DISCONNECT };
    PRADIO_PEER Peer;
    NTSTATUS Status = STATUS_SUCCESS;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(LocalAddress);
    if (AcceptSocket == NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    Peer = RadioTakePeer(SocketContext);
    if (Peer == NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    *AcceptSocketContext = Peer;
    *AcceptSocketDispatch = &RadioPeerEvents;
    if (RadioIsTrusted(RemoteAddress))
        Status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)AcceptSocket->Dispatch)->WskControlSocket(     // NOT(prefer-static-events)
            AcceptSocket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
            0, NULL, NULL, NULL);
    if (!NT_SUCCESS(Status)) {
        RadioReturnPeer(Peer);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    Peer->Socket = AcceptSocket;
    return STATUS_SUCCESS;
}

const WSK_CLIENT_LISTEN_DISPATCH RadioEvents = { RadioAccept, NULL, NULL };
