// CASE: the helper that waits also frees; its caller looks into the IRP afterwards
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI aft_irp_done(DEVICE_OBJECT *dev, IRP *irp, VOID *ctx)
{
    KeSetEvent((KEVENT *)ctx, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static IRP *aft_irp(KEVENT *done)
{
    IRP *irp = IoAllocateIrp(1, FALSE);

    if (!irp)
        return NULL;
    KeInitializeEvent(done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, aft_irp_done, done, TRUE, TRUE, TRUE);
    return irp;
}

/* one request, start to end: waits, keeps Information, frees the IRP */
static NTSTATUS aft_end(IRP *irp, KEVENT *done, ULONG_PTR *info)
{
    NTSTATUS st;

    KeWaitForSingleObject(done, Executive, KernelMode, FALSE, NULL);
    st = irp->IoStatus.Status;
    if (info)
        *info = irp->IoStatus.Information;
    IoFreeIrp(irp);
    return st;
}

NTSTATUS aft_send(WSK_SOCKET *s, WSK_BUF *b, SIZE_T *sent)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *ops = s->Dispatch;
    KEVENT done;
    NTSTATUS st;
    IRP *irp = aft_irp(&done);

    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    ops->WskSend(s, b, 0, irp);
    st = aft_end(irp, &done, NULL);
    if (NT_SUCCESS(st))
        *sent = irp->IoStatus.Information;                  // EXPECT(irp-use-after-free)
    return st;
}
