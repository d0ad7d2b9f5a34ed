#include "control.h"

NTSTATUS StopEvents(PWSK_SOCKET Socket, const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch)
{
    WSK_EVENT_CALLBACK_CONTROL EventControl;

    EventControl.NpiId = &NPI_WSK_INTERFACE_ID;
    EventControl.EventMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE;
    return Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(EventControl),
                                      &EventControl, 0, NULL, NULL, NULL);
}

NTSTATUS StopSend(PWSK_SOCKET Socket, const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch)
{
    WSK_EVENT_CALLBACK_CONTROL EventControl;

    EventControl.NpiId = &NPI_WSK_INTERFACE_ID;
    EventControl.EventMask = STOP_EVERYTHING;
    return Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(EventControl),
                                      &EventControl, 0, NULL, NULL, NULL);
}
