// CASE: the mask of a zeroed structure is filled through its address, and the structure is passed by value
// CLEAN
#include <ntddk.h>
#include <wsk.h>

VOID ReadConfiguredEvents(_Out_ PULONG Events);

static NTSTATUS SendControl(PWSK_SOCKET Socket, WSK_EVENT_CALLBACK_CONTROL Control)
{
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption,
        SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);     // NOT(empty-event-mask)
}

NTSTATUS ApplyConfiguredEvents(PWSK_SOCKET Socket)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { 0 };

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    ReadConfiguredEvents(&Control.EventMask);
    return SendControl(Socket, Control);                        // NOT(empty-event-mask)
}
