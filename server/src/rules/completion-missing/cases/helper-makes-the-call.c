// CASE: the helper that calls WSK expects an armed IRP; one caller arms it, the other does not
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI ArmSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS arm_close(PWSK_SOCKET s, PIRP irp, PKEVENT ev)
{
    const WSK_PROVIDER_BASIC_DISPATCH *ops = s->Dispatch;

    (void)ops->WskCloseSocket(s, irp);                          // OR(completion-missing)
    KeWaitForSingleObject(ev, Executive, KernelMode, FALSE, NULL);
    return irp->IoStatus.Status;
}

NTSTATUS arm_close_one(PWSK_SOCKET s)
{
    KEVENT ev;
    NTSTATUS st;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&ev, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, ArmSignal, &ev, TRUE, TRUE, TRUE);
    st = arm_close(s, irp, &ev);                                // NOT(completion-missing)
    IoFreeIrp(irp);
    return st;
}

NTSTATUS arm_close_other(PWSK_SOCKET s)
{
    KEVENT ev;
    NTSTATUS st;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&ev, NotificationEvent, FALSE);
    st = arm_close(s, irp, &ev);                                // EXPECT(completion-missing)
    IoFreeIrp(irp);
    return st;
}
