// CASE: the context's socket is a stream socket; another function sends on it through the connection table
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI tun_irp_done(DEVICE_OBJECT *dev, IRP *irp, VOID *ctx)
{
    KeSetEvent((KEVENT *)ctx, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static IRP *tun_irp(KEVENT *done)
{
    IRP *irp = IoAllocateIrp(1, FALSE);

    if (!irp)
        return NULL;
    KeInitializeEvent(done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, tun_irp_done, done, TRUE, TRUE, TRUE);
    return irp;
}

/* one request, start to end: waits, keeps Information, frees the IRP */
static NTSTATUS tun_end(IRP *irp, KEVENT *done, ULONG_PTR *info)
{
    NTSTATUS st;

    KeWaitForSingleObject(done, Executive, KernelMode, FALSE, NULL);
    st = irp->IoStatus.Status;
    if (info)
        *info = irp->IoStatus.Information;
    IoFreeIrp(irp);
    return st;
}

struct tun {
    const WSK_PROVIDER_NPI *npi;
    WSK_SOCKET *carrier;
};

static NTSTATUS tun_create(struct tun *t)
{
    ULONG_PTR info = 0;
    KEVENT done;
    NTSTATUS st;
    IRP *irp = tun_irp(&done);

    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    t->npi->Dispatch->WskSocket(t->npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_STREAM_SOCKET,
                                NULL, NULL, NULL, NULL, NULL, irp);
    st = tun_end(irp, &done, &info);
    if (NT_SUCCESS(st))
        t->carrier = (WSK_SOCKET *)info;
    return st;
}

static NTSTATUS tun_dial(struct tun *t, SOCKADDR *from, SOCKADDR *to)
{
    const WSK_PROVIDER_STREAM_DISPATCH *ops = t->carrier->Dispatch;     // EXPECT(provider-dispatch-category)
    KEVENT done;
    NTSTATUS st;
    IRP *irp = tun_irp(&done);

    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    ops->WskBind(t->carrier, from, 0, irp);                                 // OR(provider-dispatch-category)
    st = tun_end(irp, &done, NULL);
    if (!NT_SUCCESS(st))
        return st;
    irp = tun_irp(&done);
    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    ops->WskConnect(t->carrier, to, 0, irp);                                // OR(provider-dispatch-category)
    return tun_end(irp, &done, NULL);
}

NTSTATUS tun_up(struct tun *t, SOCKADDR *from, SOCKADDR *to)
{
    NTSTATUS st = tun_create(t);

    return NT_SUCCESS(st) ? tun_dial(t, from, to) : st;
}
