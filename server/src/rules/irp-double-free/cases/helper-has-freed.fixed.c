// CASE: the finishing helper waits and frees; the caller frees once more on its way out
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI fin_irp_done(DEVICE_OBJECT *dev, IRP *irp, VOID *ctx)
{
    KeSetEvent((KEVENT *)ctx, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static IRP *fin_irp(KEVENT *done)
{
    IRP *irp = IoAllocateIrp(1, FALSE);

    if (!irp)
        return NULL;
    KeInitializeEvent(done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, fin_irp_done, done, TRUE, TRUE, TRUE);
    return irp;
}

/* one request, start to end: waits, keeps Information, frees the IRP */
static NTSTATUS fin_end(IRP *irp, KEVENT *done, ULONG_PTR *info)
{
    NTSTATUS st;

    KeWaitForSingleObject(done, Executive, KernelMode, FALSE, NULL);
    st = irp->IoStatus.Status;
    if (info)
        *info = irp->IoStatus.Information;
    IoFreeIrp(irp);
    return st;
}

NTSTATUS fin_bind(WSK_SOCKET *s, SOCKADDR *at)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *ops = s->Dispatch;
    KEVENT done;
    NTSTATUS st;
    IRP *irp = fin_irp(&done);

    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    ops->WskBind(s, at, 0, irp);
    st = fin_end(irp, &done, NULL);
    if (!NT_SUCCESS(st))
        DbgPrint("bind: %08x\n", st);
    return st;
}
