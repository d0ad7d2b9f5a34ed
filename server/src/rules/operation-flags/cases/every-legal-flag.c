// CASE: each function with the flags that it takes, zero where they are reserved, a variable of unknown value
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI ok_irp_done(DEVICE_OBJECT *dev, IRP *irp, VOID *ctx)
{
    KeSetEvent((KEVENT *)ctx, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static IRP *ok_irp(KEVENT *done)
{
    IRP *irp = IoAllocateIrp(1, FALSE);

    if (!irp)
        return NULL;
    KeInitializeEvent(done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, ok_irp_done, done, TRUE, TRUE, TRUE);
    return irp;
}

/* one request, start to end: waits, keeps Information, frees the IRP */
static NTSTATUS ok_end(IRP *irp, KEVENT *done, ULONG_PTR *info)
{
    NTSTATUS st;

    KeWaitForSingleObject(done, Executive, KernelMode, FALSE, NULL);
    st = irp->IoStatus.Status;
    if (info)
        *info = irp->IoStatus.Information;
    IoFreeIrp(irp);
    return st;
}

NTSTATUS ok_send(WSK_SOCKET *s, WSK_BUF *b, BOOLEAN urgent)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *ops = s->Dispatch;
    KEVENT done;
    IRP *irp = ok_irp(&done);

    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    ops->WskSend(s, b, urgent ? WSK_FLAG_NODELAY : 0, irp);         // NOT(operation-flags)
    return ok_end(irp, &done, NULL);
}

NTSTATUS ok_read(WSK_SOCKET *s, WSK_BUF *b, ULONG flags)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *ops = s->Dispatch;
    WSK_BUF nothing = { NULL, 0, 0 };
    KEVENT done;
    NTSTATUS st;
    IRP *irp = ok_irp(&done);

    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    ops->WskReceive(s, b, flags, irp);                              // NOT(operation-flags)
    st = ok_end(irp, &done, NULL);
    if (!NT_SUCCESS(st))
        return st;

    irp = ok_irp(&done);
    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    ops->WskReceive(s, b, WSK_FLAG_WAITALL, irp);                   // NOT(operation-flags)
    st = ok_end(irp, &done, NULL);
    if (!NT_SUCCESS(st))
        return st;

    irp = ok_irp(&done);
    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    ops->WskReceive(s, &nothing, WSK_FLAG_DRAIN, irp);              // NOT(operation-flags)
    return ok_end(irp, &done, NULL);
}

NTSTATUS ok_bye(WSK_SOCKET *s, WSK_BUF *last, BOOLEAN abort)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *ops = s->Dispatch;
    KEVENT done;
    IRP *irp = ok_irp(&done);

    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    ops->WskDisconnect(s, abort ? NULL : last, abort ? WSK_FLAG_ABORTIVE : 0, irp);     // NOT(operation-flags)
    return ok_end(irp, &done, NULL);
}
