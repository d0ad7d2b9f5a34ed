// CASE: the mask starts as the disable bit and gets its event before the call, by |= or from a parameter
// CLEAN
#include <ntddk.h>
#include <wsk.h>

NTSTATUS RelayOff(PWSK_SOCKET Socket, BOOLEAN Datagram)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_DISABLE };      // NOT(disable-needs-event)

    if (Datagram)
        Control.EventMask |= WSK_EVENT_RECEIVE_FROM;
    else
        Control.EventMask |= WSK_EVENT_RECEIVE;
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskControlSocket(
        Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS RelaySwitch(PWSK_SOCKET Socket, ULONG Event, BOOLEAN On)
{
    ULONG Mode = On ? 0 : WSK_EVENT_DISABLE;                                                // NOT(disable-needs-event)
    WSK_EVENT_CALLBACK_CONTROL Control;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = Event | Mode;                                                       // NOT(disable-needs-event)
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskControlSocket(
        Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}
