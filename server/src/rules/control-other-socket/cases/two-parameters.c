// CASE: the table comes from the listening socket, the socket is the accepted one
#include <ntddk.h>
#include <wsk.h>

NTSTATUS WatchPeer(_In_ PWSK_SOCKET Listener, _In_ PWSK_SOCKET Accepted)
{
    PWSK_PROVIDER_BASIC_DISPATCH Basic = (PWSK_PROVIDER_BASIC_DISPATCH)Listener->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control;
    NTSTATUS Status;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = WSK_EVENT_DISCONNECT;
    Status = Basic->WskControlSocket(Accepted,              // EXPECT(control-other-socket)
                                     WskSetOption,
                                     SO_WSK_EVENT_CALLBACK,
                                     SOL_SOCKET,
                                     sizeof(Control),
                                     &Control,
                                     0,
                                     NULL,
                                     NULL,
                                     NULL);
    if (!NT_SUCCESS(Status))
        DbgPrint("no disconnect event: %x\n", Status);
    return Status;
}
