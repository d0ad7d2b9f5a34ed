// CASE: three helpers, called in the wrong order: accept comes before bind
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI srv_irp_done(DEVICE_OBJECT *dev, IRP *irp, VOID *ctx)
{
    KeSetEvent((KEVENT *)ctx, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static IRP *srv_irp(KEVENT *done)
{
    IRP *irp = IoAllocateIrp(1, FALSE);

    if (!irp)
        return NULL;
    KeInitializeEvent(done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, srv_irp_done, done, TRUE, TRUE, TRUE);
    return irp;
}

/* one request, start to end: waits, keeps Information, frees the IRP */
static NTSTATUS srv_end(IRP *irp, KEVENT *done, ULONG_PTR *info)
{
    NTSTATUS st;

    KeWaitForSingleObject(done, Executive, KernelMode, FALSE, NULL);
    st = irp->IoStatus.Status;
    if (info)
        *info = irp->IoStatus.Information;
    IoFreeIrp(irp);
    return st;
}

struct srv {
    const WSK_PROVIDER_NPI *npi;
    WSK_SOCKET *door;
    WSK_SOCKET *guest;
};

static NTSTATUS srv_open(struct srv *s)
{
    ULONG_PTR info = 0;
    KEVENT done;
    NTSTATUS st;
    IRP *irp = srv_irp(&done);

    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    s->npi->Dispatch->WskSocket(s->npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
                                NULL, NULL, NULL, NULL, NULL, irp);
    st = srv_end(irp, &done, &info);
    if (NT_SUCCESS(st))
        s->door = (WSK_SOCKET *)info;
    return st;
}

static NTSTATUS srv_bind(struct srv *s, SOCKADDR *at)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *ops = s->door->Dispatch;
    KEVENT done;
    IRP *irp = srv_irp(&done);

    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    ops->WskBind(s->door, at, 0, irp);
    return srv_end(irp, &done, NULL);
}

static NTSTATUS srv_accept(struct srv *s)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *ops = s->door->Dispatch;
    ULONG_PTR info = 0;
    KEVENT done;
    NTSTATUS st;
    IRP *irp = srv_irp(&done);

    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    ops->WskAccept(s->door, 0, NULL, NULL, NULL, NULL, irp);        // OR(unbound-operation)
    st = srv_end(irp, &done, &info);
    if (NT_SUCCESS(st))
        s->guest = (WSK_SOCKET *)info;
    return st;
}

NTSTATUS srv_run(struct srv *s, SOCKADDR *at)
{
    NTSTATUS st = srv_open(s);

    if (!NT_SUCCESS(st))
        return st;
    st = srv_accept(s);                                             // EXPECT(unbound-operation)
    if (!NT_SUCCESS(st))
        return st;
    return srv_bind(s, at);
}
