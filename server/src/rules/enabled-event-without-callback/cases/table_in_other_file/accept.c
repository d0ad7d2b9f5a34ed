// CASE: an accepted socket gets a table of another file; the flag goes through a helper and has no entry there
#include "ws.h"

NTSTATUS WsEnable(PWSK_SOCKET Socket, ULONG Events)
{
    WSK_EVENT_CALLBACK_CONTROL Control;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = Events;
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskControlSocket(
        Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

static NTSTATUS WSKAPI WsAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
    PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PWS_SERVER Server = SocketContext;
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(Flags);
    if (AcceptSocket == NULL || Server->Peer != NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;

    *AcceptSocketContext = Server;
    *AcceptSocketDispatch = &WsPeerEvents;                          // OR(enabled-event-without-callback)


    Status = WsEnable(AcceptSocket, WSK_EVENT_SEND_BACKLOG);        // EXPECT(enabled-event-without-callback)
    if (!NT_SUCCESS(Status))
        return STATUS_REQUEST_NOT_ACCEPTED;
    Server->Peer = AcceptSocket;
    return STATUS_SUCCESS;
}

const WSK_CLIENT_LISTEN_DISPATCH WsListenEvents = { .WskAcceptEvent = WsAccept };
