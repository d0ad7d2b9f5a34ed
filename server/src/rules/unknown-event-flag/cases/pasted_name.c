// CASE: macros that make the flag's name of a word: one word makes none
#include <ntddk.h>
#include <wsk.h>

#define EVENT(word)             WSK_EVENT_##word
#define EVENTS(first, second)   (EVENT(first) | EVENT(second))
#define OWN(word)               WSK_EVENT_OWN_##word
#define WSK_EVENT_OWN_LINK      (WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT)

static NTSTATUS LinkEvents(PWSK_SOCKET Socket, ULONG Mask)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Mask };

    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK,
        SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS LinkUp(PWSK_SOCKET Socket, ULONG Kind)
{
    switch (Kind) {
    case 0:
        return LinkEvents(Socket, EVENT(RECEIVE));              // NOT(unknown-event-flag)
    case 1:
        return LinkEvents(Socket, EVENT(CLOSE));                // EXPECT(unknown-event-flag)
    case 2:
        return LinkEvents(Socket, EVENTS(RECEIVE, DISCONNECT)); // NOT(unknown-event-flag)
    case 3:
        return LinkEvents(Socket, EVENTS(RECEIVE,
                                         INSPECT));             // EXPECT(unknown-event-flag)
    default:
        return LinkEvents(Socket, OWN(LINK));                   // NOT(unknown-event-flag)
    }
}
