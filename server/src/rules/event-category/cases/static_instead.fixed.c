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
    DbgPrint("buoy: sinking %p\n", Buoy);
}
