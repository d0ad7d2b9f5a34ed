// CASE: after the timeout the IRP is cancelled and waited for without a limit
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI LimSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS LimReceive(PWSK_SOCKET Socket, PWSK_BUF Window, LONG Milliseconds)
{
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *conn = Socket->Dispatch;
    LARGE_INTEGER limit;
    KEVENT event;
    NTSTATUS status;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, LimSignal, &event, TRUE, TRUE, TRUE);
    (VOID)conn->WskReceive(Socket, Window, 0, irp);

    limit.QuadPart = Int32x32To64(Milliseconds, -10000);
    status = KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, &limit);           // NOT(stack-event-timeout)
    if (status == STATUS_TIMEOUT)
    {
        IoCancelIrp(irp);
        KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    }
    status = irp->IoStatus.Status;
    IoFreeIrp(irp);
    return status;
}
