// CASE: one label frees for all paths; an early return frees by itself; a routine frees on both of its branches
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI OwnDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (Context == NULL) {
        IoFreeIrp(Irp);
        return STATUS_MORE_PROCESSING_REQUIRED;             // NOT(irp-leak)
    }
    InterlockedDecrement((volatile LONG *)Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;                 // NOT(irp-leak)
}

static NTSTATUS NTAPI OwnSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS OwnSend(PWSK_SOCKET Socket, PWSK_BUF Data, BOOLEAN Wait, volatile LONG *Busy)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *conn = Socket->Dispatch;
    KEVENT event;
    NTSTATUS status = STATUS_SUCCESS;
    PIRP irp = IoAllocateIrp(1, FALSE);                     // NOT(irp-leak)

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    if (Data->Length == 0)
        goto Free;
    if (!Wait) {
        InterlockedIncrement(Busy);
        IoSetCompletionRoutine(irp, OwnDone, (PVOID)Busy, TRUE, TRUE, TRUE);
        return conn->WskSend(Socket, Data, 0, irp);         // NOT(irp-leak)
    }
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, OwnSignal, &event, TRUE, TRUE, TRUE);
    (VOID)conn->WskSend(Socket, Data, 0, irp);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    status = irp->IoStatus.Status;
Free:
    IoFreeIrp(irp);
    return status;                                          // NOT(irp-leak)
}
