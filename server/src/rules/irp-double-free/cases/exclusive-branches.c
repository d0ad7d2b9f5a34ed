// CASE: two frees on two branches; one variable, two IRPs one after the other
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI ExcSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS ExcTwo(PWSK_SOCKET Socket, PWSK_BUF A, PWSK_BUF B)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *conn = Socket->Dispatch;
    KEVENT event;
    NTSTATUS status;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, ExcSignal, &event, TRUE, TRUE, TRUE);
    (VOID)conn->WskSend(Socket, A, 0, irp);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    status = irp->IoStatus.Status;
    if (!NT_SUCCESS(status)) {
        IoFreeIrp(irp);                                     // NOT(irp-double-free)
        return status;
    } else {
        IoFreeIrp(irp);                                     // NOT(irp-double-free)
    }

    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, ExcSignal, &event, TRUE, TRUE, TRUE);
    (VOID)conn->WskSend(Socket, B, 0, irp);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    status = irp->IoStatus.Status;
    IoFreeIrp(irp);                                         // NOT(irp-double-free)
    return status;
}
