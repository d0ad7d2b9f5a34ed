// CASE: the list is a member of a local query structure; a helper walks it, nobody frees it
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI dns_irp_done(DEVICE_OBJECT *dev, IRP *irp, VOID *ctx)
{
    KeSetEvent((KEVENT *)ctx, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static IRP *dns_irp(KEVENT *done)
{
    IRP *irp = IoAllocateIrp(1, FALSE);

    if (!irp)
        return NULL;
    KeInitializeEvent(done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, dns_irp_done, done, TRUE, TRUE, TRUE);
    return irp;
}

/* one request, start to end: waits, keeps Information, frees the IRP */
static NTSTATUS dns_end(IRP *irp, KEVENT *done, ULONG_PTR *info)
{
    NTSTATUS st;

    KeWaitForSingleObject(done, Executive, KernelMode, FALSE, NULL);
    st = irp->IoStatus.Status;
    if (info)
        *info = irp->IoStatus.Information;
    IoFreeIrp(irp);
    return st;
}

struct dns_query {
    UNICODE_STRING name;
    ADDRINFOEXW hints;
    ADDRINFOEXW *found;
};

static ULONG dns_count(const ADDRINFOEXW *ai)
{
    ULONG n = 0;

    for (; ai; ai = ai->ai_next)
        n++;
    return n;
}

NTSTATUS dns_addresses(const WSK_PROVIDER_NPI *npi, PCWSTR name, ULONG *count)
{
    struct dns_query q = { 0 };
    KEVENT done;
    NTSTATUS st;
    IRP *irp;

    RtlInitUnicodeString(&q.name, name);
    q.hints.ai_family = AF_INET6;
    q.hints.ai_socktype = SOCK_DGRAM;

    irp = dns_irp(&done);
    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    npi->Dispatch->WskGetAddressInfo(npi->Client, &q.name, NULL, 0, NULL, &q.hints, &q.found, NULL, NULL, irp); // EXPECT(address-info-leak)
    st = dns_end(irp, &done, NULL);
    if (NT_SUCCESS(st))
        *count = dns_count(q.found);
    return st;
}
