// CASE: STATUS_EVENT_PENDING leaves the context to the callback, or the comparison is with STATUS_SUCCESS
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _SPARE {
    PWSK_SOCKET Socket;
    LONG        FreeInCallback;
} SPARE, *PSPARE;

VOID SpareRecycle(PWSK_SOCKET Socket);

static NTSTATUS SpareDisable(PSPARE Spare)
{
    WSK_EVENT_CALLBACK_CONTROL Control;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE;
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Spare->Socket->Dispatch)->WskControlSocket(      // NOT(disable-result)
        Spare->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

VOID SpareDrop(PSPARE Spare)
{
    NTSTATUS Status = SpareDisable(Spare);                  // NOT(disable-result)

    if (Status == STATUS_EVENT_PENDING) {
        InterlockedExchange(&Spare->FreeInCallback, 1);
        return;
    }
    if (NT_SUCCESS(Status)) {
        SpareRecycle(Spare->Socket);
        ExFreePoolWithTag(Spare, 'rapS');
    }
}

BOOLEAN SpareTryDrop(PSPARE Spare)
{
    if (SpareDisable(Spare) != STATUS_SUCCESS)              // NOT(disable-result)
        return FALSE;
    SpareRecycle(Spare->Socket);
    ExFreePoolWithTag(Spare, 'rapS');
    return TRUE;
}

static VOID SpareQuiet(PSPARE Spare)
{
    NTSTATUS Status = SpareDisable(Spare);                  // NOT(disable-result)

    if (Status != STATUS_SUCCESS && Status != STATUS_EVENT_PENDING)
        DbgPrint("spare: still awake, 0x%08x\n", Status);
}

VOID SpareRetire(PSPARE Spare)
{
    SpareQuiet(Spare);
    SpareRecycle(Spare->Socket);
    ExFreePoolWithTag(Spare, 'rapS');
}
