// CASE: the mask may stay 0, but then the call is not made; zero is also an ordinary "nothing enabled" state
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _CHAT {
    PWSK_SOCKET Socket;
    ULONG       Enabled;
    BOOLEAN     WantData;
    BOOLEAN     WantClose;
} CHAT, *PCHAT;

NTSTATUS ChatUpdate(PCHAT Chat)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, 0 };              // NOT(empty-event-mask)
    NTSTATUS Status;
    ULONG Mask = 0;

    Chat->Enabled = 0;                                                              // NOT(empty-event-mask)
    if (Chat->WantData)
        Mask |= WSK_EVENT_RECEIVE;
    if (Chat->WantClose)
        Mask |= WSK_EVENT_DISCONNECT;
    if (Mask == 0)
        return STATUS_SUCCESS;

    Control.EventMask = Mask;
    Status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Chat->Socket->Dispatch)->WskControlSocket(  // NOT(empty-event-mask)
        Chat->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
        0, NULL, NULL, NULL);
    if (NT_SUCCESS(Status))
        Chat->Enabled = Mask;
    return Status;
}
