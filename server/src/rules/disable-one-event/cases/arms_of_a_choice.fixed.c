// CASE: the wrong mask is an arm of ?: in a helper's argument, in an assignment
#include <ntddk.h>
#include <wsk.h>

typedef struct _SLUICE { PWSK_SOCKET Socket; volatile LONG Open; } SLUICE, *PSLUICE;

static NTSTATUS SluiceSet(PSLUICE Sluice, ULONG Mask)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Mask };

    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Sluice->Socket->Dispatch)->WskControlSocket(
        Sluice->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS SluiceTurn(PSLUICE Sluice, ULONG Level)
{
    NTSTATUS Status;

    Status = SluiceSet(Sluice, Level > 3 ? WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE  // EXPECT(disable-one-event)
                                         : WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT);
    if (NT_SUCCESS(Status) && (Level > 3)) {
        NTSTATUS NextStatus;

        NextStatus = SluiceSet(Sluice, WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE);
        if (NextStatus != STATUS_SUCCESS) {
            Status = NextStatus;
        }
    }
    return Status;
}

VOID SluiceShut(PSLUICE Sluice, BOOLEAN Quick)
{
    WSK_EVENT_CALLBACK_CONTROL Control;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = !Quick ? WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE
                               : WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE;    // EXPECT(disable-one-event)
    (VOID)((PWSK_PROVIDER_CONNECTION_DISPATCH)Sluice->Socket->Dispatch)->WskControlSocket(
        Sluice->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
    if (Quick) {
        Control.EventMask = WSK_EVENT_SEND_BACKLOG | WSK_EVENT_DISABLE;
        (VOID)((PWSK_PROVIDER_CONNECTION_DISPATCH)Sluice->Socket->Dispatch)->WskControlSocket(
            Sluice->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
    }
}
