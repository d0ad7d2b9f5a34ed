// CASE: invented flags for the inspection callbacks beside the real one; the mode is switched on already
#include <ntddk.h>
#include <wsk.h>

typedef struct _USHER { PWSK_SOCKET Listener; ULONG Mode; } USHER, *PUSHER;

NTSTATUS UsherMode(PUSHER Usher, PIRP Irp)
{
    Usher->Mode = 1;
    return ((PWSK_PROVIDER_LISTEN_DISPATCH)Usher->Listener->Dispatch)->WskControlSocket(
        Usher->Listener, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(Usher->Mode), &Usher->Mode,
        0, NULL, NULL, Irp);
}

NTSTATUS UsherEvents(PUSHER Usher)
{
    WSK_EVENT_CALLBACK_CONTROL Control;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = WSK_EVENT_ACCEPT |
                        WSK_EVENT_INSPECT;                              // EXPECT(unknown-event-flag)
    return ((PWSK_PROVIDER_LISTEN_DISPATCH)Usher->Listener->Dispatch)->WskControlSocket(
        Usher->Listener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}
