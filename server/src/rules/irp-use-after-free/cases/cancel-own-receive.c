// CASE: the IRP in the context is freed by the stop function only, after it has been cancelled and waited for
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _TAIL { PWSK_SOCKET Socket; PIRP Irp; KEVENT Over; } TAIL, *PTAIL;

static NTSTATUS NTAPI TailSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS TailPost(PTAIL Tail, PWSK_BUF Window)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *conn = Tail->Socket->Dispatch;

    Tail->Irp = IoAllocateIrp(1, FALSE);
    if (Tail->Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Tail->Over, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Tail->Irp, TailSignal, &Tail->Over, TRUE, TRUE, TRUE);
    return conn->WskReceive(Tail->Socket, Window, 0, Tail->Irp);
}

NTSTATUS TailStop(PTAIL Tail)
{
    NTSTATUS status;

    IoCancelIrp(Tail->Irp);                                 // NOT(irp-use-after-free)
    KeWaitForSingleObject(&Tail->Over, Executive, KernelMode, FALSE, NULL);
    status = Tail->Irp->IoStatus.Status;                    // NOT(irp-use-after-free)
    IoFreeIrp(Tail->Irp);
    Tail->Irp = NULL;
    return status;
}
