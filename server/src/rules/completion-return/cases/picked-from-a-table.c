// CASE: routines are picked from a table by a number that nobody knows here
#include <ntddk.h>
#include <wsk.h>

typedef struct _PICK {
    PWSK_SOCKET Socket;
    WSK_BUF Buffer;
    LONG State;
} PICK;

static NTSTATUS NTAPI PickFirst(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PICK *pick = (PICK *)Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    switch (pick->State) {
    case 0:
        IoFreeIrp(Irp);
        return STATUS_MORE_PROCESSING_REQUIRED;         // NOT(completion-return)
    default:
        pick->State = 0;
        IoFreeIrp(Irp);
        break;
    }
    return STATUS_CONTINUE_COMPLETION;                  // EXPECT(completion-return)
}

static NTSTATUS NTAPI PickSecond(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;             // NOT(completion-return)
}

static const PIO_COMPLETION_ROUTINE PickRoutines[] = { PickFirst, PickSecond };

NTSTATUS PickSend(PICK *Pick, ULONG Kind)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *table = Pick->Socket->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, PickRoutines[Kind & 1], Pick, TRUE, TRUE, TRUE);
    return table->WskSend(Pick->Socket, &Pick->Buffer, 0, irp);
}
