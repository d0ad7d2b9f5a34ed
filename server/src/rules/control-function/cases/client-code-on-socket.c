// CASE: the transport list is asked from a socket instead of the client object
#include <ntddk.h>
#include <wsk.h>

typedef struct _INVENTORY {
    PWSK_SOCKET Probe;
    WSK_TRANSPORT Transports[16];
    SIZE_T Bytes;
} INVENTORY, *PINVENTORY;

NTSTATUS InventoryRefresh(_Inout_ PINVENTORY Inventory)
{
    PWSK_PROVIDER_BASIC_DISPATCH Basic = (PWSK_PROVIDER_BASIC_DISPATCH)Inventory->Probe->Dispatch;
    NTSTATUS Status;

    Inventory->Bytes = 0;
    Status = Basic->WskControlSocket(
        Inventory->Probe,
        WskIoctl,
        WSK_TRANSPORT_LIST_QUERY,               // EXPECT(control-function)
        0,
        0,
        NULL,
        sizeof(Inventory->Transports),
        Inventory->Transports,
        &Inventory->Bytes,
        NULL);
    if (Status == STATUS_BUFFER_OVERFLOW) {
        DbgPrint("inventory: more than %Iu transports\n", RTL_NUMBER_OF(Inventory->Transports));
        return STATUS_SUCCESS;
    }
    return Status;
}
