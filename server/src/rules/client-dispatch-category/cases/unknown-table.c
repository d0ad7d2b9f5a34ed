// CASE: the table or the category is a parameter of an exported function that nobody here calls
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI gen_irp_done(DEVICE_OBJECT *dev, IRP *irp, VOID *ctx)
{
    KeSetEvent((KEVENT *)ctx, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static IRP *gen_irp(KEVENT *done)
{
    IRP *irp = IoAllocateIrp(1, FALSE);

    if (!irp)
        return NULL;
    KeInitializeEvent(done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, gen_irp_done, done, TRUE, TRUE, TRUE);
    return irp;
}

/* one request, start to end: waits, keeps Information, frees the IRP */
static NTSTATUS gen_end(IRP *irp, KEVENT *done, ULONG_PTR *info)
{
    NTSTATUS st;

    KeWaitForSingleObject(done, Executive, KernelMode, FALSE, NULL);
    st = irp->IoStatus.Status;
    if (info)
        *info = irp->IoStatus.Information;
    IoFreeIrp(irp);
    return st;
}

NTSTATUS gen_open(const WSK_PROVIDER_NPI *npi, const void *table, void *ctx, WSK_SOCKET **out)
{
    ULONG_PTR info = 0;
    KEVENT done;
    NTSTATUS st;
    IRP *irp = gen_irp(&done);

    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    npi->Dispatch->WskSocket(npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
                             ctx, table, NULL, NULL, NULL, irp);                        // NOT(client-dispatch-category)
    st = gen_end(irp, &done, &info);
    *out = NT_SUCCESS(st) ? (WSK_SOCKET *)info : NULL;
    return st;
}

NTSTATUS gen_open_as(const WSK_PROVIDER_NPI *npi, ULONG flags, const WSK_CLIENT_CONNECTION_DISPATCH *table,
                     void *ctx, WSK_SOCKET **out)
{
    ULONG_PTR info = 0;
    KEVENT done;
    NTSTATUS st;
    IRP *irp = gen_irp(&done);

    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    npi->Dispatch->WskSocket(npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, flags,
                             ctx, table, NULL, NULL, NULL, irp);                        // NOT(client-dispatch-category)
    st = gen_end(irp, &done, &info);
    *out = NT_SUCCESS(st) ? (WSK_SOCKET *)info : NULL;
    return st;
}
