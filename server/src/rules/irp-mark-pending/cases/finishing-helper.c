// CASE: one helper finishes the client's IRPs; on an early error it gets the driver's own one
#include <ntddk.h>
#include <wsk.h>

typedef struct _FINISH {
    PWSK_SOCKET Socket;
    WSK_BUF Buffer;
    PIRP Client;
} FINISH;

static VOID FinishIrp(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);            // NOT(irp-mark-pending)
}

static NTSTATUS NTAPI FinishSent(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    FinishIrp(((FINISH *)Context)->Client, Irp->IoStatus.Status);   // NOT(irp-mark-pending)
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS FinishSend(FINISH *Finish)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *table = Finish->Socket->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, FinishSent, Finish, TRUE, TRUE, TRUE);
    if (Finish->Buffer.Length == 0) {
        FinishIrp(irp, STATUS_INVALID_PARAMETER);       // EXPECT(irp-mark-pending)
        return STATUS_INVALID_PARAMETER;
    }
    return table->WskSend(Finish->Socket, &Finish->Buffer, 0, irp);
}
