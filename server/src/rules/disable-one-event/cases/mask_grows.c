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
    ULONG Mask = WSK_EVENT_RECEIVE;
    NTSTATUS Status;

    Mask |= WSK_EVENT_DISCONNECT;
    Mask |= WSK_EVENT_DISABLE;                          // EXPECT(disable-one-event)
    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = Mask;
    Status = Dispatch->WskControlSocket(Flume->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                        sizeof(Control), &Control, 0, NULL, NULL, NULL);
    return Status;
}

NTSTATUS FlumeFreeze(PFLUME Flume)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Flume->Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control = { 0 };

    Control.EventMask = 0;
    Control.EventMask |= WSK_EVENT_SEND_BACKLOG;
    Control.EventMask |= WSK_EVENT_RECEIVE;
    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask |= WSK_EVENT_DISABLE;             // EXPECT(disable-one-event)
    return Dispatch->WskControlSocket(Flume->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                      sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

VOID FlumeStop(PFLUME Flume)
{
    ULONG Mask;

    Mask = WSK_EVENT_DISABLE;
    Mask |= WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;   // EXPECT(disable-one-event)
    Flume->Last = FlumeSet(Flume, Mask);
}

NTSTATUS FlumeOff(PFLUME Flume)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Flume->Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control = {
        &NPI_WSK_INTERFACE_ID,
        WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE    // EXPECT(disable-one-event)
    };

    return Dispatch->WskControlSocket(Flume->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                      sizeof(Control), &Control, 0, NULL, NULL, NULL);
}
