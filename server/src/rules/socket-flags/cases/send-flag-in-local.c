// CASE: a local adds WskSend's NODELAY flag to the category; 2 | 2 happens to be a valid number, the name is not
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI pipe_irp_done(DEVICE_OBJECT *dev, IRP *irp, VOID *ctx)
{
    KeSetEvent((KEVENT *)ctx, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static IRP *pipe_irp(KEVENT *done)
{
    IRP *irp = IoAllocateIrp(1, FALSE);

    if (!irp)
        return NULL;
    KeInitializeEvent(done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, pipe_irp_done, done, TRUE, TRUE, TRUE);
    return irp;
}

/* one request, start to end: waits, keeps Information, frees the IRP */
static NTSTATUS pipe_end(IRP *irp, KEVENT *done, ULONG_PTR *info)
{
    NTSTATUS st;

    KeWaitForSingleObject(done, Executive, KernelMode, FALSE, NULL);
    st = irp->IoStatus.Status;
    if (info)
        *info = irp->IoStatus.Information;
    IoFreeIrp(irp);
    return st;
}

struct pipe {
    const WSK_PROVIDER_NPI *npi;
    WSK_SOCKET *sock;
};

NTSTATUS pipe_open(struct pipe *p, ADDRESS_FAMILY family, BOOLEAN low_latency)
{
    ULONG flags;
    ULONG_PTR info = 0;
    KEVENT done;
    NTSTATUS st;
    IRP *irp;

    flags = WSK_FLAG_CONNECTION_SOCKET | WSK_FLAG_NODELAY;      // EXPECT(socket-flags)

    irp = pipe_irp(&done);
    if (!irp)
        return STATUS_NO_MEMORY;
    p->npi->Dispatch->WskSocket(p->npi->Client, family, SOCK_STREAM, IPPROTO_TCP,
                                flags, NULL, NULL, NULL, NULL, NULL, irp);     // OR(socket-flags)
    st = pipe_end(irp, &done, &info);
    if (NT_SUCCESS(st))
        p->sock = (WSK_SOCKET *)info;
    return st;
}
