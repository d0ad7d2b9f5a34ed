// CASE: every caller of the helpers passes no IRP: nothing outlives the call
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS LockEvents(PWSK_SOCKET Socket, ULONG Events, PIRP Irp)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Events };

    return ((const WSK_PROVIDER_BASIC_DISPATCH *)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption,
        SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, Irp);  // NOT(control-buffer-lifetime)
}

static NTSTATUS LockSet(PWSK_SOCKET Socket, ULONG Events, PIRP Irp)
{
    return LockEvents(Socket, Events, Irp);
}

NTSTATUS LockOn(PWSK_SOCKET Socket)
{
    return LockSet(Socket, WSK_EVENT_DISCONNECT, NULL);
}
