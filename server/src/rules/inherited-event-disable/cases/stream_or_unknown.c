// CASE: a stream socket may be the connection itself; a socket of unknown category; a listening socket's mask that only enables
// CLEAN
#include <ntddk.h>
#include <wsk.h>

NTSTATUS MsgOff(PWSK_SOCKET Stream)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE };   // NOT(inherited-event-disable)

    return ((PWSK_PROVIDER_STREAM_DISPATCH)Stream->Dispatch)->WskControlSocket(
        Stream, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS MsgAnyOff(PWSK_SOCKET Socket)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE };  // NOT(inherited-event-disable)

    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskControlSocket(
        Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS MsgInherit(PWSK_SOCKET Listener)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT };  // NOT(inherited-event-disable)

    return ((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->WskControlSocket(
        Listener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}
