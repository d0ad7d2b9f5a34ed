// CASE: masks that statements add to one by one: in a local, in the structure, in a local that is an argument
#include <ntddk.h>
#include <wsk.h>

typedef struct _FLUME { PWSK_SOCKET Socket; NTSTATUS Last; } FLUME, *PFLUME;

static NTSTATUS FlumeSet(PFLUME Flume, ULONG Mask)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Mask };

    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Flume->Socket->Dispatch)->WskControlSocket(
        Flume->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS FlumeDry(PFLUME Flume)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Flume->Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control;
    ULONG Mask = WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE;
    NTSTATUS Status;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = Mask;
    Status = Dispatch->WskControlSocket(Flume->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                        sizeof(Control), &Control, 0, NULL, NULL, NULL);
    if (NT_SUCCESS(Status)) {
        NTSTATUS NextStatus;

        Control.EventMask = WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE;
        NextStatus = Dispatch->WskControlSocket(Flume->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                                sizeof(Control), &Control, 0, NULL, NULL, NULL);
        if (NextStatus != STATUS_SUCCESS) {
            Status = NextStatus;
        }
    }
    return Status;
}

NTSTATUS FlumeFreeze(PFLUME Flume)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Flume->Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control = { 0 };
    NTSTATUS Status;

    Control.EventMask = WSK_EVENT_SEND_BACKLOG | WSK_EVENT_DISABLE;
    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Status = Dispatch->WskControlSocket(Flume->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                      sizeof(Control), &Control, 0, NULL, NULL, NULL);
    if (NT_SUCCESS(Status)) {
        NTSTATUS NextStatus;

        Control.EventMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE;
        NextStatus = Dispatch->WskControlSocket(Flume->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                                sizeof(Control), &Control, 0, NULL, NULL, NULL);
        if (NextStatus != STATUS_SUCCESS) {
            Status = NextStatus;
        }
    }
    return Status;
}

VOID FlumeStop(PFLUME Flume)
{
    ULONG Mask;

    Mask = WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE;
    Flume->Last = FlumeSet(Flume, Mask);
    if (NT_SUCCESS(Flume->Last)) {
        NTSTATUS NextStatus;

        NextStatus = FlumeSet(Flume, WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE);
        if (NextStatus != STATUS_SUCCESS) {
            Flume->Last = NextStatus;
        }
    }
}

NTSTATUS FlumeOff(PFLUME Flume)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Flume->Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control = {
        &NPI_WSK_INTERFACE_ID,
        WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE    // EXPECT(disable-one-event)
    };

    NTSTATUS Status = Dispatch->WskControlSocket(Flume->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                      sizeof(Control), &Control, 0, NULL, NULL, NULL);

    if (NT_SUCCESS(Status)) {
        NTSTATUS NextStatus;

        Control.EventMask = WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE;
        NextStatus = Dispatch->WskControlSocket(Flume->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                                sizeof(Control), &Control, 0, NULL, NULL, NULL);
        if (NextStatus != STATUS_SUCCESS) {
            Status = NextStatus;
        }
    }
    return Status;
}
