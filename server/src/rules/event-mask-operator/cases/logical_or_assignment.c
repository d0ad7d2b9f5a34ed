// CASE: || between two flags of an assignment
#include <ntddk.h>
#include <wsk.h>

NTSTATUS
BackupEnableEvents(
    _In_ PWSK_SOCKET Socket
    )
{
    WSK_EVENT_CALLBACK_CONTROL ControlBlock;
    PWSK_PROVIDER_CONNECTION_DISPATCH Dispatch;

    Dispatch = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;
    ControlBlock.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
    ControlBlock.EventMask = WSK_EVENT_RECEIVE || WSK_EVENT_DISCONNECT;     // EXPECT(event-mask-operator)

    return Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                      sizeof(WSK_EVENT_CALLBACK_CONTROL), &ControlBlock,
                                      0, NULL, NULL, NULL);
}
