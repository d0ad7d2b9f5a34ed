// CASE: the misspelt flag sits in a macro of the file (does not compile)
#include <ntddk.h>
#include <wsk.h>

#define TURN_EVENTS (WSK_EVENT_RECEIVE | WSK_EVENT_SEND_BACKLOG)         // EXPECT(unknown-event-flag)

static NTSTATUS TurnControl(PWSK_SOCKET Socket, ULONG Mask)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Mask };

    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskControlSocket(
        Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS TurnAllocated(PWSK_SOCKET Socket)
{
    return TurnControl(Socket, TURN_EVENTS);                            // OR(unknown-event-flag)
}
