// CASE: a wait that ran out frees the IRP as if it were back; what is returned goes through a function of its own
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI LinEnded(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PRKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP LinIrp(PRKEVENT Event)
{
    PIRP irp;

    KeInitializeEvent(Event, SynchronizationEvent, FALSE);
    irp = IoAllocateIrp(1, FALSE);
    if (irp != NULL)
        IoSetCompletionRoutine(irp, LinEnded, Event, TRUE, TRUE, TRUE);
    return irp;
}

static int LinErrno(NTSTATUS status)
{
    switch (status) {
    case STATUS_SUCCESS:
        return 0;
    case STATUS_CANCELLED:
        return -110;
    default:
        return -5;
    }
}

int LinConnect(PWSK_SOCKET sock, PSOCKADDR addr)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH ops = (PWSK_PROVIDER_CONNECTION_DISPATCH)sock->Dispatch;
    LARGE_INTEGER limit;
    NTSTATUS status;
    KEVENT ev;
    PIRP irp = LinIrp(&ev);

    if (irp == NULL)
        return -12;
    status = ops->WskConnect(sock, addr, 0, irp);
    if (status == STATUS_PENDING) {
        limit.QuadPart = -10 * 1000 * 1000;
        (void)KeWaitForSingleObject(&ev, Executive, KernelMode, FALSE, &limit);     // EXPECT(stack-event-timeout)
        status = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);
    return LinErrno(status);
}

int LinConnectOrCancel(PWSK_SOCKET sock, PSOCKADDR addr)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH ops = (PWSK_PROVIDER_CONNECTION_DISPATCH)sock->Dispatch;
    LARGE_INTEGER limit;
    NTSTATUS status;
    KEVENT ev;
    PIRP irp = LinIrp(&ev);

    if (irp == NULL)
        return -12;
    status = ops->WskConnect(sock, addr, 0, irp);
    if (status == STATUS_PENDING) {
        limit.QuadPart = -10 * 1000 * 1000;
        if (KeWaitForSingleObject(&ev, Executive, KernelMode, FALSE, &limit) == STATUS_TIMEOUT) {  // NOT(stack-event-timeout)
            IoCancelIrp(irp);
            KeWaitForSingleObject(&ev, Executive, KernelMode, FALSE, NULL);
        }
        status = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);
    return LinErrno(status);
}
