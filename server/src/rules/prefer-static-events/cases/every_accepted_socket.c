// CASE: every accepted socket gets the same enable call in WskAcceptEvent (a hint)
#include <ntddk.h>
#include <wsk.h>

typedef struct _SYSLOG_PEER { PWSK_SOCKET Socket; volatile LONG Gone; } SYSLOG_PEER, *PSYSLOG_PEER;

PSYSLOG_PEER SyslogTakePeer(PVOID Server);
VOID SyslogReturnPeer(PSYSLOG_PEER Peer);

static NTSTATUS WSKAPI SyslogGone(PVOID SocketContext, ULONG Flags)
{
    InterlockedExchange(&((PSYSLOG_PEER)SocketContext)->Gone, 1);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH SyslogPeerEvents = { NULL, SyslogGone, NULL };

static NTSTATUS WSKAPI SyslogAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
    PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_DISCONNECT };           // OR(prefer-static-events)
    PSYSLOG_PEER Peer;
    NTSTATUS Status;

    if (AcceptSocket == NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    Peer = SyslogTakePeer(SocketContext);
    if (Peer == NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    *AcceptSocketContext = Peer;
    *AcceptSocketDispatch = &SyslogPeerEvents;
    Status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)AcceptSocket->Dispatch)->WskControlSocket(         // EXPECT(prefer-static-events)
        AcceptSocket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
    if (!NT_SUCCESS(Status)) {
        SyslogReturnPeer(Peer);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    Peer->Socket = AcceptSocket;
    return STATUS_SUCCESS;
}

const WSK_CLIENT_LISTEN_DISPATCH SyslogEvents = { SyslogAccept, NULL, NULL };
