// CASE: bind, then connect, then send; WskSocketConnect does the first two itself
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI seq_irp_done(DEVICE_OBJECT *dev, IRP *irp, VOID *ctx)
{
    KeSetEvent((KEVENT *)ctx, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static IRP *seq_irp(KEVENT *done)
{
    IRP *irp = IoAllocateIrp(1, FALSE);

    if (!irp)
        return NULL;
    KeInitializeEvent(done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, seq_irp_done, done, TRUE, TRUE, TRUE);
    return irp;
}

/* one request, start to end: waits, keeps Information, frees the IRP */
static NTSTATUS seq_end(IRP *irp, KEVENT *done, ULONG_PTR *info)
{
    NTSTATUS st;

    KeWaitForSingleObject(done, Executive, KernelMode, FALSE, NULL);
    st = irp->IoStatus.Status;
    if (info)
        *info = irp->IoStatus.Information;
    IoFreeIrp(irp);
    return st;
}

NTSTATUS seq_dial(const WSK_PROVIDER_NPI *npi, SOCKADDR *from, SOCKADDR *to, WSK_BUF *hello, WSK_SOCKET **out)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *ops;
    ULONG_PTR info = 0;
    WSK_SOCKET *s;
    KEVENT done;
    NTSTATUS st;
    IRP *irp = seq_irp(&done);

    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    npi->Dispatch->WskSocket(npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET,
                             NULL, NULL, NULL, NULL, NULL, irp);
    st = seq_end(irp, &done, &info);
    if (!NT_SUCCESS(st))
        return st;
    *out = s = (WSK_SOCKET *)info;
    ops = s->Dispatch;

    irp = seq_irp(&done);
    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    ops->WskBind(s, from, 0, irp);
    st = seq_end(irp, &done, NULL);
    if (!NT_SUCCESS(st))
        return st;

    irp = seq_irp(&done);
    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    ops->WskConnect(s, to, 0, irp);                     // NOT(unbound-operation)
    st = seq_end(irp, &done, NULL);
    if (!NT_SUCCESS(st))
        return st;

    irp = seq_irp(&done);
    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    ops->WskSend(s, hello, 0, irp);                     // NOT(unbound-operation)
    return seq_end(irp, &done, NULL);
}

NTSTATUS seq_quick(const WSK_PROVIDER_NPI *npi, SOCKADDR *from, SOCKADDR *to, WSK_BUF *hello, WSK_SOCKET **out)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *ops;
    ULONG_PTR info = 0;
    KEVENT done;
    NTSTATUS st;
    IRP *irp = seq_irp(&done);

    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    npi->Dispatch->WskSocketConnect(npi->Client, SOCK_STREAM, IPPROTO_TCP, from, to, 0, NULL, NULL, NULL, NULL, NULL, irp);
    st = seq_end(irp, &done, &info);
    if (!NT_SUCCESS(st))
        return st;
    *out = (WSK_SOCKET *)info;
    ops = (*out)->Dispatch;

    irp = seq_irp(&done);
    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    ops->WskSend(*out, hello, WSK_FLAG_NODELAY, irp);   // NOT(unbound-operation)
    return seq_end(irp, &done, NULL);
}
