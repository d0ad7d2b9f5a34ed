// CASE: all categories with types and protocols that fit, through one helper
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI zoo_irp_done(DEVICE_OBJECT *dev, IRP *irp, VOID *ctx)
{
    KeSetEvent((KEVENT *)ctx, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static IRP *zoo_irp(KEVENT *done)
{
    IRP *irp = IoAllocateIrp(1, FALSE);

    if (!irp)
        return NULL;
    KeInitializeEvent(done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, zoo_irp_done, done, TRUE, TRUE, TRUE);
    return irp;
}

/* one request, start to end: waits, keeps Information, frees the IRP */
static NTSTATUS zoo_end(IRP *irp, KEVENT *done, ULONG_PTR *info)
{
    NTSTATUS st;

    KeWaitForSingleObject(done, Executive, KernelMode, FALSE, NULL);
    st = irp->IoStatus.Status;
    if (info)
        *info = irp->IoStatus.Information;
    IoFreeIrp(irp);
    return st;
}

static NTSTATUS zoo_socket(const WSK_PROVIDER_NPI *npi, ADDRESS_FAMILY af, USHORT type, ULONG proto,
                           ULONG flags, WSK_SOCKET **out)
{
    ULONG_PTR info = 0;
    KEVENT done;
    NTSTATUS st;
    IRP *irp = zoo_irp(&done);

    *out = NULL;
    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    npi->Dispatch->WskSocket(npi->Client, af, type, proto, flags, NULL, NULL, NULL, NULL, NULL, irp);
    st = zoo_end(irp, &done, &info);
    if (NT_SUCCESS(st))
        *out = (WSK_SOCKET *)info;
    return st;
}

#define ZOO_STREAM  SOCK_STREAM, IPPROTO_TCP
#define ZOO_DGRAM   SOCK_DGRAM, IPPROTO_UDP

NTSTATUS zoo_fill(const WSK_PROVIDER_NPI *npi, BOOLEAN v6, WSK_SOCKET *cage[6])
{
    ADDRESS_FAMILY af = v6 ? AF_INET6 : AF_INET;
    NTSTATUS st;

    st = zoo_socket(npi, af, ZOO_STREAM, WSK_FLAG_LISTEN_SOCKET, &cage[0]);             // NOT(socket-flags)
    if (NT_SUCCESS(st))
        st = zoo_socket(npi, af, ZOO_STREAM, WSK_FLAG_CONNECTION_SOCKET, &cage[1]);     // NOT(socket-flags)
    if (NT_SUCCESS(st))
        st = zoo_socket(npi, af, ZOO_DGRAM, WSK_FLAG_DATAGRAM_SOCKET, &cage[2]);        // NOT(socket-flags)
    if (NT_SUCCESS(st))
        st = zoo_socket(npi, AF_INET, SOCK_RAW, IPPROTO_ICMP, WSK_FLAG_DATAGRAM_SOCKET, &cage[3]);  // NOT(socket-flags)
    if (NT_SUCCESS(st))
        st = zoo_socket(npi, AF_INET6, ZOO_DGRAM, WSK_FLAG_BASIC_SOCKET, &cage[4]);     // NOT(socket-flags)
    if (NT_SUCCESS(st))
        st = zoo_socket(npi, af, ZOO_STREAM, WSK_FLAG_STREAM_SOCKET, &cage[5]);         // NOT(socket-flags)
    return st;
}
