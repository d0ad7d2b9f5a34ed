// CASE: what the call returned is compared with STATUS_SUCCESS after the wait; told apart from STATUS_PENDING it is fine
#include <ntddk.h>
#include <wsk.h>

typedef struct _CMP {
    KEVENT Done;
    IO_STATUS_BLOCK Result;
    PWSK_SOCKET Socket;
    BOOLEAN Up;
} CMP;

static NTSTATUS NTAPI CmpDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    CMP *cmp = (CMP *)Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    cmp->Result = Irp->IoStatus;
    IoFreeIrp(Irp);
    KeSetEvent(&cmp->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP CmpIrp(CMP *Cmp)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp != NULL) {
        KeInitializeEvent(&Cmp->Done, NotificationEvent, FALSE);
        IoSetCompletionRoutine(irp, CmpDone, Cmp, TRUE, TRUE, TRUE);
    }
    return irp;
}

NTSTATUS CmpConnect(CMP *Cmp, PSOCKADDR Remote)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *table = Cmp->Socket->Dispatch;
    PIRP irp = CmpIrp(Cmp);
    NTSTATUS status;

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    status = table->WskConnect(Cmp->Socket, Remote, 0, irp);
    if (status == STATUS_PENDING)                                   // NOT(pending-status)
        KeWaitForSingleObject(&Cmp->Done, Executive, KernelMode, FALSE, NULL);
    if (status == STATUS_SUCCESS)                                   // EXPECT(pending-status)
        Cmp->Up = TRUE;
    return Cmp->Result.Status;
}

NTSTATUS CmpConnectToldApart(CMP *Cmp, PSOCKADDR Remote)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *table = Cmp->Socket->Dispatch;
    PIRP irp = CmpIrp(Cmp);
    NTSTATUS status;

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    status = table->WskConnect(Cmp->Socket, Remote, 0, irp);
    KeWaitForSingleObject(&Cmp->Done, Executive, KernelMode, FALSE, NULL);
    if (status != STATUS_SUCCESS && status != STATUS_PENDING)       // NOT(pending-status)
        return status;
    Cmp->Up = Cmp->Result.Status == STATUS_SUCCESS;                 // NOT(pending-status)
    return Cmp->Result.Status;
}
