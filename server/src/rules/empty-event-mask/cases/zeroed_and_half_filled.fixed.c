// CASE: the structure is zeroed, the interface is set, the mask is forgotten
#include <ntddk.h>
#include <wsk.h>

typedef struct _DISCOVERY {
    PWSK_SOCKET Socket;
    PVOID       Owner;
} DISCOVERY, *PDISCOVERY;

NTSTATUS
DiscoveryListen(
    _In_ PDISCOVERY Discovery
    )
{
    WSK_EVENT_CALLBACK_CONTROL CallbackControl;
    PWSK_PROVIDER_DATAGRAM_DISPATCH Dispatch;
    NTSTATUS Status;

    RtlZeroMemory(&CallbackControl, sizeof(CallbackControl));
    CallbackControl.NpiId = &NPI_WSK_INTERFACE_ID;

    Dispatch = (PWSK_PROVIDER_DATAGRAM_DISPATCH)Discovery->Socket->Dispatch;
    CallbackControl.EventMask = WSK_EVENT_RECEIVE_FROM;
    Status = Dispatch->WskControlSocket(
                Discovery->Socket,
                WskSetOption,
                SO_WSK_EVENT_CALLBACK,
                SOL_SOCKET,
                sizeof(CallbackControl),
                &CallbackControl,                   // EXPECT(empty-event-mask)
                0,
                NULL,
                NULL,
                NULL);
    if (!NT_SUCCESS(Status)) {
        DbgPrint("discovery: %08lx\n", Status);
    }
    return Status;
}
