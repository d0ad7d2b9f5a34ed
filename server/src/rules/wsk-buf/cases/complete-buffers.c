// CASE: zero length without an MDL, designated initialiser, locked pages, a buffer from an indication, a NULL buffer for WskDisconnect
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI full_irp_done(DEVICE_OBJECT *dev, IRP *irp, VOID *ctx)
{
    KeSetEvent((KEVENT *)ctx, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static IRP *full_irp(KEVENT *done)
{
    IRP *irp = IoAllocateIrp(1, FALSE);

    if (!irp)
        return NULL;
    KeInitializeEvent(done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, full_irp_done, done, TRUE, TRUE, TRUE);
    return irp;
}

/* one request, start to end: waits, keeps Information, frees the IRP */
static NTSTATUS full_end(IRP *irp, KEVENT *done, ULONG_PTR *info)
{
    NTSTATUS st;

    KeWaitForSingleObject(done, Executive, KernelMode, FALSE, NULL);
    st = irp->IoStatus.Status;
    if (info)
        *info = irp->IoStatus.Information;
    IoFreeIrp(irp);
    return st;
}

NTSTATUS full_resume(WSK_SOCKET *s)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *ops = s->Dispatch;
    WSK_BUF empty = { 0 };
    KEVENT done;
    IRP *irp = full_irp(&done);

    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    ops->WskReceive(s, &empty, 0, irp);                     // NOT(wsk-buf)
    return full_end(irp, &done, NULL);
}

NTSTATUS full_write(WSK_SOCKET *s, void *paged, ULONG len)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *ops = s->Dispatch;
    KEVENT done;
    NTSTATUS st;
    IRP *irp;
    MDL *mdl = IoAllocateMdl(paged, len, FALSE, FALSE, NULL);

    if (!mdl)
        return STATUS_INSUFFICIENT_RESOURCES;
    MmProbeAndLockPages(mdl, KernelMode, IoReadAccess);
    irp = full_irp(&done);
    if (irp) {
        WSK_BUF buf = { .Mdl = mdl, .Length = len };

        ops->WskSend(s, &buf, 0, irp);                      // NOT(wsk-buf)
        st = full_end(irp, &done, NULL);
    } else {
        st = STATUS_INSUFFICIENT_RESOURCES;
    }
    MmUnlockPages(mdl);
    IoFreeMdl(mdl);
    return st;
}

NTSTATUS full_mirror(WSK_SOCKET *s, WSK_DATAGRAM_INDICATION *in, SOCKADDR *to)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *ops = s->Dispatch;
    KEVENT done;
    IRP *irp = full_irp(&done);

    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    ops->WskSendTo(s, &in->Buffer, 0, to, 0, NULL, irp);    // NOT(wsk-buf)
    return full_end(irp, &done, NULL);
}

NTSTATUS full_bye(WSK_SOCKET *s)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *ops = s->Dispatch;
    KEVENT done;
    IRP *irp = full_irp(&done);

    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    ops->WskDisconnect(s, NULL, 0, irp);                    // NOT(wsk-buf)
    return full_end(irp, &done, NULL);
}
