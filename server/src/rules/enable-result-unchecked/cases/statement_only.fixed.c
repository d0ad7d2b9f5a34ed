// CASE: the enable call stands alone as a statement
#include <ntddk.h>
#include <wsk.h>

typedef struct _BOT { PWSK_SOCKET Socket; BOOLEAN Ready; } BOT, *PBOT;

NTSTATUS BotConnected(PBOT Bot)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH Dispatch = (PWSK_PROVIDER_CONNECTION_DISPATCH)Bot->Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control;
    NTSTATUS Status = STATUS_INVALID_DEVICE_STATE;

    if (Bot->Ready) {
        return Status;
    }
    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = WSK_EVENT_RECEIVE;
    Status = Dispatch->WskControlSocket(Bot->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);  // EXPECT(enable-result-unchecked)
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    Bot->Ready = TRUE;
    return STATUS_SUCCESS;
}
