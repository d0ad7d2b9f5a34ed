// CASE: a buffer with a length and no memory, through a positional initialiser
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI skip_irp_done(DEVICE_OBJECT *dev, IRP *irp, VOID *ctx)
{
    KeSetEvent((KEVENT *)ctx, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static IRP *skip_irp(KEVENT *done)
{
    IRP *irp = IoAllocateIrp(1, FALSE);

    if (!irp)
        return NULL;
    KeInitializeEvent(done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, skip_irp_done, done, TRUE, TRUE, TRUE);
    return irp;
}

/* one request, start to end: waits, keeps Information, frees the IRP */
static NTSTATUS skip_end(IRP *irp, KEVENT *done, ULONG_PTR *info)
{
    NTSTATUS st;

    KeWaitForSingleObject(done, Executive, KernelMode, FALSE, NULL);
    st = irp->IoStatus.Status;
    if (info)
        *info = irp->IoStatus.Information;
    IoFreeIrp(irp);
    return st;
}

NTSTATUS skip_record(WSK_SOCKET *s)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *ops = s->Dispatch;
    WSK_BUF scratch = { NULL, 0, 512 };                     // OR(wsk-buf)
    KEVENT done;
    IRP *irp = skip_irp(&done);

    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    ops->WskReceive(s, &scratch, WSK_FLAG_WAITALL, irp);    // EXPECT(wsk-buf)
    return skip_end(irp, &done, NULL);
}
