// CASE: a mask in a local serves two calls
#include <ntddk.h>
#include <wsk.h>

typedef struct _FLUME { PWSK_SOCKET Socket; NTSTATUS Last; } FLUME, *PFLUME;

static NTSTATUS FlumeSet(PFLUME Flume, ULONG Mask)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Mask };

    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Flume->Socket->Dispatch)->WskControlSocket(
        Flume->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
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
