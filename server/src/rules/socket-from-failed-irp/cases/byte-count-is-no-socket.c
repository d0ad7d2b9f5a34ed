// CASE: Information of a send or receive is a byte count; a helper hands Information on and its caller tests the status first
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI cnt_irp_done(DEVICE_OBJECT *dev, IRP *irp, VOID *ctx)
{
    KeSetEvent((KEVENT *)ctx, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static IRP *cnt_irp(KEVENT *done)
{
    IRP *irp = IoAllocateIrp(1, FALSE);

    if (!irp)
        return NULL;
    KeInitializeEvent(done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, cnt_irp_done, done, TRUE, TRUE, TRUE);
    return irp;
}

/* one request, start to end: waits, keeps Information, frees the IRP */
static NTSTATUS cnt_end(IRP *irp, KEVENT *done, ULONG_PTR *info)
{
    NTSTATUS st;

    KeWaitForSingleObject(done, Executive, KernelMode, FALSE, NULL);
    st = irp->IoStatus.Status;
    if (info)
        *info = irp->IoStatus.Information;
    IoFreeIrp(irp);
    return st;
}

SIZE_T cnt_sent;

NTSTATUS cnt_send(WSK_SOCKET *s, WSK_BUF *b)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *ops = s->Dispatch;
    ULONG_PTR bytes = 0;
    KEVENT done;
    NTSTATUS st;
    IRP *irp = cnt_irp(&done);

    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    ops->WskSend(s, b, 0, irp);
    st = cnt_end(irp, &done, &bytes);
    cnt_sent += (SIZE_T)bytes;                          // NOT(socket-from-failed-irp)
    return st;
}

NTSTATUS cnt_socket(const WSK_PROVIDER_NPI *npi, WSK_SOCKET **out)
{
    ULONG_PTR info;
    KEVENT done;
    IRP *irp = cnt_irp(&done);

    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    npi->Dispatch->WskSocket(npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                             NULL, NULL, NULL, NULL, NULL, irp);
    if (NT_SUCCESS(cnt_end(irp, &done, &info))) {
        *out = (WSK_SOCKET *)info;                      // NOT(socket-from-failed-irp)
        return STATUS_SUCCESS;
    }
    return STATUS_UNSUCCESSFUL;
}
