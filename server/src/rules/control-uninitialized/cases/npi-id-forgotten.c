// CASE: NpiId is never assigned
#include <ntddk.h>
#include <wsk.h>

/* Socket: connected */
NTSTATUS StartReceiving(_In_ PWSK_SOCKET Socket)
{
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Events;
    NTSTATUS Status;

    Events.EventMask = WSK_EVENT_RECEIVE;
    Status = Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                        sizeof(Events), &Events,        // EXPECT(control-uninitialized)
                                        0, NULL, NULL, NULL);
    if (!NT_SUCCESS(Status)) {
        DbgPrint("receive event: %08x\n", Status);
    }
    return Status;
}
