// CASE: the workspace defines names of its own with the prefix: macro, constant, enumerator, a pasted name
// CLEAN
#include "ice_events.h"

NTSTATUS IceEvents(PWSK_SOCKET Socket, ULONG Mask)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Mask };

    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskControlSocket(
        Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS IceStream(PWSK_SOCKET Socket)
{
    return IceEvents(Socket, WSK_EVENT_ICE_STREAM);                     // NOT(unknown-event-flag)
}

NTSTATUS IcePackets(PWSK_SOCKET Socket)
{
    return IceEvents(Socket, WSK_EVENT_ICE_PACKETS);                    // NOT(unknown-event-flag)
}

NTSTATUS IceListen(PWSK_SOCKET Socket)
{
    return IceEvents(Socket, WSK_EVENT_ICE_LISTEN);                     // NOT(unknown-event-flag)
}

NTSTATUS IceDisconnect(PWSK_SOCKET Socket)
{
    return IceEvents(Socket, WSK_EVENT_NAME(DISCONNECT));               // NOT(unknown-event-flag)
}
