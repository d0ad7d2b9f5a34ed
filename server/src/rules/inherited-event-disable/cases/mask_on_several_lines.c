// CASE: the mask stands on several lines: the connection's flag is what is wrong in it
#include <ntddk.h>
#include <wsk.h>

NTSTATUS WeirQuiet(PWSK_SOCKET Listener)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch = Listener->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = WSK_EVENT_DISABLE     // NOT(inherited-event-disable)
                        // what accepted sockets have
                        // inherited stays on
                        // whatever is asked of the listener
                        | WSK_EVENT_DISCONNECT;                             // EXPECT(inherited-event-disable)
    return Dispatch->WskControlSocket(Listener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
                                      0, NULL, NULL, NULL);
}

NTSTATUS WeirNoAccept(PWSK_SOCKET Listener)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch = Listener->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = WSK_EVENT_DISABLE
                        | WSK_EVENT_ACCEPT;                                 // NOT(inherited-event-disable)
    return Dispatch->WskControlSocket(Listener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
                                      0, NULL, NULL, NULL);
}
