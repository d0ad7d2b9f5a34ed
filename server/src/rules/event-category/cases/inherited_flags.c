// CASE: connection flags on a listening socket are for the sockets that it accepts; an unknown socket takes any flag
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS HubControl(PWSK_SOCKET Socket, ULONG Mask)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Mask };

    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskControlSocket(          // NOT(event-category)
        Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS HubListening(PWSK_SOCKET Listener)
{
    PWSK_PROVIDER_LISTEN_DISPATCH Listen = (PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;    // NOT(event-category)
    return Listen->WskControlSocket(Listener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),
                                    &Control, 0, NULL, NULL, NULL);
}

NTSTATUS HubDatagram(PWSK_SOCKET Socket)
{
    return HubControl(Socket, WSK_EVENT_RECEIVE_FROM);                                  // NOT(event-category)
}

NTSTATUS HubConnection(PWSK_SOCKET Socket)
{
    return HubControl(Socket, WSK_EVENT_RECEIVE);                                       // NOT(event-category)
}
