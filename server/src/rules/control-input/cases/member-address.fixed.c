// CASE: the address of the mask is passed instead of the address of the structure
#include <ntddk.h>
#include <wsk.h>

/* Listener: bound */
NTSTATUS AcceptOff(PWSK_SOCKET Listener)
{
    PWSK_PROVIDER_LISTEN_DISPATCH Ops = (PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Off = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT | WSK_EVENT_DISABLE };
    NTSTATUS Status;

    Status = Ops->WskControlSocket(Listener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                   sizeof(WSK_EVENT_CALLBACK_CONTROL),
                                   &Off,                      // EXPECT(control-input)
                                   0, NULL, NULL, NULL);
    if (Status == STATUS_EVENT_PENDING) {
        DbgPrint("accept event still runs\n");
    }
    return Status;
}
