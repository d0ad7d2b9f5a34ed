#include "control.h"

NTSTATUS StopEvents(PWSK_SOCKET Socket, const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch)
{
    WSK_EVENT_CALLBACK_CONTROL EventControl;
    NTSTATUS Status;

    EventControl.NpiId = &NPI_WSK_INTERFACE_ID;
    EventControl.EventMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE;
    Status = Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(EventControl),
                                        &EventControl, 0, NULL, NULL, NULL);
    return Status;
}

NTSTATUS StopSend(PWSK_SOCKET Socket, const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch)
{
    WSK_EVENT_CALLBACK_CONTROL EventControl;
    NTSTATUS Status;

    EventControl.NpiId = &NPI_WSK_INTERFACE_ID;
    EventControl.EventMask = STOP_EVERYTHING;
    Status = Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(EventControl),
                                        &EventControl, 0, NULL, NULL, NULL);
    return Status;
}

NTSTATUS StartEvents(PWSK_SOCKET Socket, const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch)
{
    WSK_EVENT_CALLBACK_CONTROL EventControl;

    EventControl.NpiId = &NPI_WSK_INTERFACE_ID;
    EventControl.EventMask = WSK_EVENT_RECEIVE || WSK_EVENT_DISCONNECT;
    return Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(EventControl),
                                      &EventControl, 0, NULL, NULL, NULL);
}
