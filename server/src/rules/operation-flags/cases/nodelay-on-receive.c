// CASE: a transfer helper hands its flags to WskSend or WskReceive; the reading caller passes WSK_FLAG_NODELAY, which WskReceive reads as WAITALL
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI blk_irp_done(DEVICE_OBJECT *dev, IRP *irp, VOID *ctx)
{
    KeSetEvent((KEVENT *)ctx, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static IRP *blk_irp(KEVENT *done)
{
    IRP *irp = IoAllocateIrp(1, FALSE);

    if (!irp)
        return NULL;
    KeInitializeEvent(done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, blk_irp_done, done, TRUE, TRUE, TRUE);
    return irp;
}

/* one request, start to end: waits, keeps Information, frees the IRP */
static NTSTATUS blk_end(IRP *irp, KEVENT *done, ULONG_PTR *info)
{
    NTSTATUS st;

    KeWaitForSingleObject(done, Executive, KernelMode, FALSE, NULL);
    st = irp->IoStatus.Status;
    if (info)
        *info = irp->IoStatus.Information;
    IoFreeIrp(irp);
    return st;
}

static NTSTATUS blk_transfer(WSK_SOCKET *s, BOOLEAN out, WSK_BUF *buf, ULONG flags)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *ops = s->Dispatch;
    KEVENT done;
    IRP *irp = blk_irp(&done);

    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    if (out)
        ops->WskSend(s, buf, flags, irp);
    else
        ops->WskReceive(s, buf, flags, irp);
    return blk_end(irp, &done, NULL);
}

NTSTATUS blk_request(WSK_SOCKET *s, WSK_BUF *header, WSK_BUF *reply)
{
    NTSTATUS st = blk_transfer(s, TRUE, header, WSK_FLAG_NODELAY);

    if (!NT_SUCCESS(st))
        return st;



    return blk_transfer(s, FALSE, reply, WSK_FLAG_NODELAY);     // EXPECT(operation-flags)
}
