// CASE: a mask in a local serves two calls
#include <ntddk.h>
#include <wsk.h>

typedef struct _FLUME { PWSK_SOCKET Socket; NTSTATUS Last; } FLUME, *PFLUME;

static NTSTATUS FlumeSet(PFLUME Flume, ULONG Mask)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Mask };
    static const ULONG Events[] = { WSK_EVENT_SEND_BACKLOG, WSK_EVENT_RECEIVE, WSK_EVENT_DISCONNECT };
    ULONG Wanted;
    ULONG Index;
    NTSTATUS Status;

    Wanted = Control.EventMask;
    if ((Wanted & WSK_EVENT_DISABLE) != 0) {
        Status = STATUS_SUCCESS;
        for (Index = 0; Index < RTL_NUMBER_OF(Events) && NT_SUCCESS(Status); Index++) {
            if ((Wanted & Events[Index]) != 0) {
                NTSTATUS NextStatus;

                Control.EventMask = Events[Index] | WSK_EVENT_DISABLE;
                NextStatus = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Flume->Socket->Dispatch)->WskControlSocket(
                    Flume->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
                if (NextStatus != STATUS_SUCCESS) {
                    Status = NextStatus;
                }
            }
        }
    } else {
        Status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Flume->Socket->Dispatch)->WskControlSocket(
            Flume->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
    }
    return Status;
}

NTSTATUS FlumeOffTwice(PFLUME Flume, PFLUME Other)
{
    ULONG Mask = WSK_EVENT_RECEIVE;
    NTSTATUS Status;

    Mask |= WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE;   // EXPECT(disable-one-event)
    Status = FlumeSet(Flume, Mask);
    if (NT_SUCCESS(Status))
        Status = FlumeSet(Other, Mask);
    return Status;
}
