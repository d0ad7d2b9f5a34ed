// CASE: the status comes from the IRP when it was pending, or always
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI IosbSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS IosbSend(PWSK_SOCKET Socket, PWSK_BUF Data, PSIZE_T Sent)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *conn = Socket->Dispatch;
    KEVENT event;
    NTSTATUS status;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, IosbSignal, &event, TRUE, TRUE, TRUE);
    status = conn->WskSend(Socket, Data, 0, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
    }
    *Sent = NT_SUCCESS(status) ? irp->IoStatus.Information : 0;                 // NOT(pending-status)
    IoFreeIrp(irp);
    return status;                                                              // NOT(pending-status)
}

NTSTATUS IosbClose(PWSK_SOCKET Socket)
{
    const WSK_PROVIDER_BASIC_DISPATCH *basic = Socket->Dispatch;
    KEVENT event;
    NTSTATUS status;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, IosbSignal, &event, TRUE, TRUE, TRUE);
    status = basic->WskCloseSocket(Socket, irp);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    status = irp->IoStatus.Status;
    IoFreeIrp(irp);
    return status;                                                              // NOT(pending-status)
}
