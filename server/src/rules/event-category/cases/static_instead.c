// CASE: the flag that is meant is enabled statically: no call can switch it for this socket
#include <ntddk.h>
#include <wsk.h>

typedef struct _BUOY { WSK_PROVIDER_NPI Npi; PWSK_SOCKET Socket; } BUOY, *PBUOY;

NTSTATUS BuoyStatic(PBUOY Buoy)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };

    return Buoy->Npi.Dispatch->WskControlClient(Buoy->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control),
                                                &Control, 0, NULL, NULL, NULL);
}

VOID BuoySink(PBUOY Buoy)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Dispatch = (const WSK_PROVIDER_DATAGRAM_DISPATCH *)Buoy->Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control;
    NTSTATUS Status;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE;      // EXPECT(event-category)
    Status = Dispatch->WskControlSocket(Buoy->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),
                                        &Control, 0, NULL, NULL, NULL);
    if (Status != STATUS_SUCCESS && Status != STATUS_EVENT_PENDING)
        DbgPrint("buoy: 0x%08x\n", Status);
    DbgPrint("buoy: sinking %p\n", Buoy);
}
