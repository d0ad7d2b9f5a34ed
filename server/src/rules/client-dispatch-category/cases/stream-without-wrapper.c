// CASE: a stream socket needs WSK_CLIENT_STREAM_DISPATCH; the helper's caller hands the connection table over directly
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI amb_irp_done(DEVICE_OBJECT *dev, IRP *irp, VOID *ctx)
{
    KeSetEvent((KEVENT *)ctx, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static IRP *amb_irp(KEVENT *done)
{
    IRP *irp = IoAllocateIrp(1, FALSE);

    if (!irp)
        return NULL;
    KeInitializeEvent(done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, amb_irp_done, done, TRUE, TRUE, TRUE);
    return irp;
}

/* one request, start to end: waits, keeps Information, frees the IRP */
static NTSTATUS amb_end(IRP *irp, KEVENT *done, ULONG_PTR *info)
{
    NTSTATUS st;

    KeWaitForSingleObject(done, Executive, KernelMode, FALSE, NULL);
    st = irp->IoStatus.Status;
    if (info)
        *info = irp->IoStatus.Information;
    IoFreeIrp(irp);
    return st;
}

extern const WSK_CLIENT_CONNECTION_DISPATCH amb_peer_events;
extern const WSK_CLIENT_DATAGRAM_DISPATCH amb_beacon_events;

struct amb {
    const WSK_PROVIDER_NPI *npi;
    WSK_SOCKET *any;
    WSK_SOCKET *beacon;
};

static NTSTATUS amb_socket(struct amb *a, USHORT type, ULONG proto, ULONG kind, const void *events, WSK_SOCKET **out)
{
    ULONG_PTR info = 0;
    KEVENT done;
    NTSTATUS st;
    IRP *irp = amb_irp(&done);

    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    a->npi->Dispatch->WskSocket(a->npi->Client, AF_INET6, type, proto, kind, a, events, NULL, NULL, NULL, irp);
    st = amb_end(irp, &done, &info);
    if (NT_SUCCESS(st))
        *out = (WSK_SOCKET *)info;
    return st;
}

NTSTATUS amb_start(struct amb *a)
{
    NTSTATUS st;

    st = amb_socket(a, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, &amb_beacon_events, &a->beacon);
    if (!NT_SUCCESS(st))
        return st;



    return amb_socket(a, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_STREAM_SOCKET, &amb_peer_events, &a->any);  // EXPECT(client-dispatch-category)
}
