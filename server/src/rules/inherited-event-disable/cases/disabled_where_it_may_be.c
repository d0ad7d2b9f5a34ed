// CASE: ACCEPT on the listening socket and RECEIVE on the accepted one may be disabled
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _GIT_SRV { PWSK_SOCKET Listener; PWSK_SOCKET Peer; } GIT_SRV, *PGIT_SRV;

NTSTATUS WSKAPI GitReceive(PVOID, ULONG, PWSK_DATA_INDICATION, SIZE_T, SIZE_T *);
static const WSK_CLIENT_CONNECTION_DISPATCH GitPeerEvents = { GitReceive, NULL, NULL };

static NTSTATUS GitSet(PWSK_SOCKET Socket, ULONG Mask)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Mask };

    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskControlSocket(
        Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

static NTSTATUS WSKAPI GitAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
    PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PGIT_SRV Srv = SocketContext;

    if (AcceptSocket == NULL || Srv->Peer != NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    Srv->Peer = AcceptSocket;
    *AcceptSocketContext = Srv;
    *AcceptSocketDispatch = &GitPeerEvents;
    return STATUS_SUCCESS;
}

const WSK_CLIENT_LISTEN_DISPATCH GitListenEvents = { GitAccept, NULL, NULL };

NTSTATUS GitOpen(PGIT_SRV Srv)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE };

    return ((PWSK_PROVIDER_LISTEN_DISPATCH)Srv->Listener->Dispatch)->WskControlSocket(
        Srv->Listener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS GitPause(PGIT_SRV Srv)
{
    NTSTATUS Status = GitSet(Srv->Listener, WSK_EVENT_ACCEPT | WSK_EVENT_DISABLE);      // NOT(inherited-event-disable)

    if (NT_SUCCESS(Status) && Srv->Peer != NULL)
        Status = GitSet(Srv->Peer, WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE);              // NOT(inherited-event-disable)
    return Status;
}
