// CASE: a bare number that happens to be a flag (a hint)
#include <ntddk.h>
#include <wsk.h>

NTSTATUS CamListen(PWSK_SOCKET Listener)
{
    WSK_EVENT_CALLBACK_CONTROL Control;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = WSK_EVENT_ACCEPT;                         // EXPECT(event-mask-constant)
    return ((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->WskControlSocket(
        Listener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS CamConnected(PWSK_SOCKET Peer)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT };               // EXPECT(event-mask-constant)

    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Peer->Dispatch)->WskControlSocket(
        Peer, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}
