// CASE: the creation flag of a listening socket given to a helper that wants an event mask
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS
RadSetEventCallbacks(
    _In_ PWSK_SOCKET Socket,
    _In_ ULONG EventMask
    )
{
    WSK_EVENT_CALLBACK_CONTROL eventControl;
    const WSK_PROVIDER_BASIC_DISPATCH *dispatch = Socket->Dispatch;

    eventControl.NpiId = &NPI_WSK_INTERFACE_ID;
    eventControl.EventMask = EventMask;
    return dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                      sizeof(eventControl), &eventControl, 0, NULL, NULL, NULL);
}

NTSTATUS
RadStartListening(
    _In_ PWSK_SOCKET Socket
    )
{
    NTSTATUS status;

    status = RadSetEventCallbacks(Socket, WSK_FLAG_LISTEN_SOCKET);      // EXPECT(event-mask-constant)
    if (!NT_SUCCESS(status))
    {
        DbgPrint("rad: listening failed 0x%08x\n", status);
    }
    return status;
}
