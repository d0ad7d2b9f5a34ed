// CASE: WskAccept delivers a socket, the completion routine closes it when there are too many: nothing was refused
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _LOT { PWSK_SOCKET Listener, Car; ULONG Full; } LOT, *PLOT;

static NTSTATUS NTAPI LotFreed(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(c);
    IoFreeIrp(i);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS NTAPI LotAccepted(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    PLOT Lot = c;
    PWSK_SOCKET Car = NULL;
    PIRP Close;

    UNREFERENCED_PARAMETER(d);
    if (NT_SUCCESS(i->IoStatus.Status))
        Car = (PWSK_SOCKET)i->IoStatus.Information;
    IoFreeIrp(i);
    if (Car == NULL)
        return STATUS_MORE_PROCESSING_REQUIRED;
    if (!Lot->Full) {
        Lot->Car = Car;                                         // NOT(rejected-socket)
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
    Close = IoAllocateIrp(1, FALSE);
    if (Close != NULL) {
        IoSetCompletionRoutine(Close, LotFreed, NULL, TRUE, TRUE, TRUE);
        (VOID)((PWSK_PROVIDER_BASIC_DISPATCH)Car->Dispatch)->WskCloseSocket(Car, Close);    // NOT(rejected-socket)
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* Listener: bound */
NTSTATUS LotTake(PLOT Lot)
{
    CONST WSK_PROVIDER_LISTEN_DISPATCH *Dispatch = Lot->Listener->Dispatch;
    PIRP i = IoAllocateIrp(1, FALSE);

    if (i == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(i, LotAccepted, Lot, TRUE, TRUE, TRUE);
    return Dispatch->WskAccept(Lot->Listener, 0, NULL, NULL, NULL, NULL, i);
}
