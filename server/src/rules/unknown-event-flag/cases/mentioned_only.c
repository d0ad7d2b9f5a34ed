// CASE: names that do not exist in strings, comments, #if 0, and in other names that only begin or end alike
// CLEAN
#include <ntddk.h>
#include <wsk.h>

#define MY_WSK_EVENT_INSPECT 7                                          // NOT(unknown-event-flag)

typedef struct _WSK_EVENT_COUNTS { ULONG Receive; ULONG Accept; } WSK_EVENT_COUNTS;     // NOT(unknown-event-flag)

static WSK_EVENT_COUNTS TvCounts;

NTSTATUS TvArm(PWSK_SOCKET Listener)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT };

    /* neither WSK_EVENT_INSPECT nor WSK_EVENT_ABORT exists */
#if 0
    Control.EventMask |= WSK_EVENT_INSPECT;                             // NOT(unknown-event-flag)
#endif
    TvCounts.Accept += MY_WSK_EVENT_INSPECT;
    DbgPrint("tv: WSK_EVENT_ABORT is no flag\n");
    return ((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->WskControlSocket(
        Listener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}
