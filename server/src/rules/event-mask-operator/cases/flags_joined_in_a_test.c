// CASE: a mask is tested against two flags that || has turned into 1
#include <ntddk.h>
#include <wsk.h>

typedef struct _STREAMER {
    PWSK_SOCKET Socket;
    ULONG       Enabled;
} STREAMER, *PSTREAMER;

BOOLEAN StreamerIsArmed(PSTREAMER Streamer)
{
    return (Streamer->Enabled & (WSK_EVENT_RECEIVE || WSK_EVENT_DISCONNECT)) != 0;      // EXPECT(event-mask-operator)
}

NTSTATUS StreamerArm(PSTREAMER Streamer)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT };
    NTSTATUS Status;

    if (StreamerIsArmed(Streamer))
        return STATUS_SUCCESS;
    Status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Streamer->Socket->Dispatch)->WskControlSocket(
        Streamer->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
        0, NULL, NULL, NULL);
    if (NT_SUCCESS(Status))
        Streamer->Enabled |= Control.EventMask;
    return Status;
}
