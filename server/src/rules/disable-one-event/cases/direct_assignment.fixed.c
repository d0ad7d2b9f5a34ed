// CASE: two stream events and the disable bit in one assignment, right before the call
#include <ntddk.h>
#include <wsk.h>

typedef struct _TAP_PORT {
    PWSK_SOCKET Socket;
    LONG        Quiet;
} TAP_PORT, *PTAP_PORT;

NTSTATUS
TapPortSilence(
    _Inout_ PTAP_PORT Port
    )
{
    PWSK_PROVIDER_CONNECTION_DISPATCH Dispatch = (PWSK_PROVIDER_CONNECTION_DISPATCH)Port->Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control;
    NTSTATUS Status;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE;   // EXPECT(disable-one-event)
    Status = Dispatch->WskControlSocket(Port->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                        sizeof(Control), &Control, 0, NULL, NULL, NULL);
    if (NT_SUCCESS(Status)) {
        NTSTATUS NextStatus;

        Control.EventMask = WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE;
        NextStatus = Dispatch->WskControlSocket(Port->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                                sizeof(Control), &Control, 0, NULL, NULL, NULL);
        if (NextStatus != STATUS_SUCCESS) {
            Status = NextStatus;
        }
    }
    if (Status == STATUS_SUCCESS) {
        InterlockedExchange(&Port->Quiet, 1);
    }
    return Status;
}
