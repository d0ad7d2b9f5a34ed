// CASE: the variable gets a new socket after the close; other sockets of the array are used after one was closed
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI again_irp_done(DEVICE_OBJECT *dev, IRP *irp, VOID *ctx)
{
    KeSetEvent((KEVENT *)ctx, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static IRP *again_irp(KEVENT *done)
{
    IRP *irp = IoAllocateIrp(1, FALSE);

    if (!irp)
        return NULL;
    KeInitializeEvent(done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, again_irp_done, done, TRUE, TRUE, TRUE);
    return irp;
}

/* one request, start to end: waits, keeps Information, frees the IRP */
static NTSTATUS again_end(IRP *irp, KEVENT *done, ULONG_PTR *info)
{
    NTSTATUS st;

    KeWaitForSingleObject(done, Executive, KernelMode, FALSE, NULL);
    st = irp->IoStatus.Status;
    if (info)
        *info = irp->IoStatus.Information;
    IoFreeIrp(irp);
    return st;
}

static NTSTATUS again_close(WSK_SOCKET *s)
{
    const WSK_PROVIDER_BASIC_DISPATCH *ops = s->Dispatch;
    KEVENT done;
    IRP *irp = again_irp(&done);

    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    ops->WskCloseSocket(s, irp);
    return again_end(irp, &done, NULL);
}

NTSTATUS again_redial(const WSK_PROVIDER_NPI *npi, SOCKADDR *from, SOCKADDR *to, WSK_SOCKET **line, WSK_BUF *hello)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *ops;
    ULONG_PTR info = 0;
    KEVENT done;
    NTSTATUS st;
    IRP *irp;

    again_close(*line);
    *line = NULL;

    irp = again_irp(&done);
    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    npi->Dispatch->WskSocketConnect(npi->Client, SOCK_STREAM, IPPROTO_TCP, from, to, 0, NULL, NULL, NULL, NULL, NULL, irp);
    st = again_end(irp, &done, &info);
    if (!NT_SUCCESS(st))
        return st;
    *line = (WSK_SOCKET *)info;
    ops = (*line)->Dispatch;                                // NOT(use-after-close)

    irp = again_irp(&done);
    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    ops->WskSend(*line, hello, 0, irp);                     // NOT(use-after-close)
    return again_end(irp, &done, NULL);
}

void again_close_all(WSK_SOCKET **all, ULONG count)
{
    ULONG i;

    for (i = 0; i < count; i++) {
        if (all[i] != NULL) {                               // NOT(use-after-close)
            again_close(all[i]);                            // NOT(use-after-close)
            all[i] = NULL;
        }
    }
}
