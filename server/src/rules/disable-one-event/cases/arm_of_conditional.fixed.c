// CASE: one arm of ?: holds the disable bit beside two flags
#include <ntddk.h>
#include <wsk.h>

NTSTATUS FtpDataEvents(PWSK_SOCKET Data, BOOLEAN Transfer)
{
    WSK_EVENT_CALLBACK_CONTROL Events = {
        &NPI_WSK_INTERFACE_ID,
        Transfer ? (WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT)
                 : (WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE)    // EXPECT(disable-one-event)
    };

    NTSTATUS Status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Data->Dispatch)->WskControlSocket(
        Data, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Events), &Events, 0, NULL, NULL, NULL);

    if (NT_SUCCESS(Status) && !Transfer) {
        NTSTATUS NextStatus;

        Events.EventMask = WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE;
        NextStatus = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Data->Dispatch)->WskControlSocket(
            Data, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Events), &Events, 0, NULL, NULL, NULL);
        if (NextStatus != STATUS_SUCCESS) {
            Status = NextStatus;
        }
    }
    return Status;
}
