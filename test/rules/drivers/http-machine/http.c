// A request in states: its completion routine goes on to the next one itself, or by a work item where that has to wait.
// CLEAN
// COMPLETE
/*
 * Asynchronous HTTP/1.0 GET: one IRP a request, reused from state to state by its completion routine.
 */
#include "http.h"
#include <ntstrsafe.h>

#define HTTP_TAG    'ptth'
#define HTTP_CAP    16384
#define HTTP_MSEC(n) (-(LONGLONG)(n) * 10000)

static WSK_REGISTRATION     reg;
static WSK_PROVIDER_NPI     npi;
static const WSK_CLIENT_DISPATCH app = { MAKE_WSK_VERSION(1,0) };
static PDEVICE_OBJECT       http_dev;
static LIST_ENTRY           active;
static KSPIN_LOCK           active_lock;
static KEVENT               idle;
static LONG                 count;

static IO_COMPLETION_ROUTINE http_irp_done;
static IO_WORKITEM_ROUTINE   http_step_passive;
static KDEFERRED_ROUTINE     http_timeout;
static void http_step(http_req_t *r);

static const WSK_PROVIDER_CONNECTION_DISPATCH *
ops(http_req_t *r)
{
    return (const WSK_PROVIDER_CONNECTION_DISPATCH *)r->sock->Dispatch;
}

/* re-arm the IRP for the next operation */
static PIRP
http_arm(http_req_t *r)
{
    IoReuseIrp(r->irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(r->irp, http_irp_done, r, TRUE, TRUE, TRUE);
    return r->irp;
}

static void
http_free(http_req_t *r)
{
    KLOCK_QUEUE_HANDLE lh;

    KeCancelTimer(&r->timer);
    KeFlushQueuedDpcs();
    if (r->list)
        npi.Dispatch->WskFreeAddressInfo(npi.Client, r->list);
    if (r->item)
        IoFreeWorkItem(r->item);
    if (r->mdl)
        IoFreeMdl(r->mdl);
    if (r->irp)
        IoFreeIrp(r->irp);
    if (r->buf)
        ExFreePoolWithTag(r->buf, HTTP_TAG);

    KeAcquireInStackQueuedSpinLock(&active_lock, &lh);
    if (r->link.Flink)
        RemoveEntryList(&r->link);
    if (--count == 0)
        KeSetEvent(&idle, 0, FALSE);
    KeReleaseInStackQueuedSpinLock(&lh);
    ExFreePoolWithTag(r, HTTP_TAG);
}

static void
http_report(http_req_t *r)
{
    ULONG code = 0;
    char *p = r->buf;

    if (NT_SUCCESS(r->result)) {
        if (r->used > 12 && RtlEqualMemory(p, "HTTP/1.", 7))
            code = (p[9] - '0') * 100 + (p[10] - '0') * 10 + (p[11] - '0');
        else
            r->result = STATUS_INVALID_NETWORK_RESPONSE;
    }
    r->done(r->arg, r->result, code, p, r->used);
}

static NTSTATUS
http_irp_done(PDEVICE_OBJECT dev, PIRP irp, PVOID ctx)
{
    http_req_t *r = ctx;
    NTSTATUS st = irp->IoStatus.Status;

    UNREFERENCED_PARAMETER(dev);

    switch (r->state) {
    case HS_RESOLVE:
        r->cur = NT_SUCCESS(st) ? r->list : NULL;
        r->result = st;
        r->state = NT_SUCCESS(st) && r->cur ? HS_OPEN : HS_DONE;
        break;
    case HS_OPEN:
        r->result = st;
        if (NT_SUCCESS(st)) {
            r->sock = (PWSK_SOCKET)irp->IoStatus.Information;
            r->state = HS_BIND;
        } else {
            r->state = HS_DONE;
        }
        break;
    case HS_BIND:
        r->result = st;
        r->state = NT_SUCCESS(st) ? HS_CONNECT : HS_CLOSE;
        break;
    case HS_CONNECT:
        r->result = st;
        r->state = NT_SUCCESS(st) ? HS_SEND : HS_CLOSE;
        break;
    case HS_SEND:
        r->result = st;
        if (NT_SUCCESS(st)) {
            r->sent += (ULONG)irp->IoStatus.Information;
            if (r->sent >= r->used) {
                r->used = 0;
                r->state = HS_RECV;
            }
        } else {
            r->state = HS_CLOSE;
        }
        break;
    case HS_RECV:
        r->result = st;
        if (!NT_SUCCESS(st)) {
            r->state = HS_CLOSE;
        } else if (irp->IoStatus.Information == 0) {
            r->state = HS_SHUT;
        } else {
            r->used += (ULONG)irp->IoStatus.Information;
            if (r->used == r->cap)
                r->state = HS_SHUT;
        }
        break;
    case HS_SHUT:
        r->state = HS_CLOSE;
        break;
    case HS_CLOSE:
        r->sock = NULL;
        r->state = HS_DONE;
        break;
    default:
        break;
    }
    if (r->cancelled && r->state < HS_CLOSE && r->sock) {
        r->result = STATUS_IO_TIMEOUT;
        r->state = HS_CLOSE;
    }
    /* never from here: a chain of immediate completions would eat the stack */
    if (r->state == HS_DONE || r->state == HS_OPEN)
        IoQueueWorkItem(r->item, http_step_passive, DelayedWorkQueue, r);
    else
        http_step(r);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static void
http_step_passive(PDEVICE_OBJECT dev, PVOID ctx)
{
    UNREFERENCED_PARAMETER(dev);
    http_step(ctx);
}

static void
http_step(http_req_t *r)
{
    PIRP irp;

    if (r->state == HS_DONE) {
        http_report(r);
        http_free(r);
        return;
    }

    irp = http_arm(r);
    switch (r->state) {
    case HS_RESOLVE:
        npi.Dispatch->WskGetAddressInfo(npi.Client, &r->host, &r->port, NS_ALL, NULL, &r->hints, &r->list,
                                        NULL, NULL, irp);
        break;
    case HS_OPEN:
        npi.Dispatch->WskSocket(npi.Client, (ADDRESS_FAMILY)r->cur->ai_family, SOCK_STREAM, IPPROTO_TCP,
                                WSK_FLAG_CONNECTION_SOCKET, NULL, NULL, NULL, NULL, NULL, irp);
        break;
    case HS_BIND:
        RtlZeroMemory(&r->local, sizeof(r->local));
        r->local.ss_family = (ADDRESS_FAMILY)r->cur->ai_family;
        ops(r)->WskBind(r->sock, (PSOCKADDR)&r->local, 0, irp);
        break;
    case HS_CONNECT:
        ops(r)->WskConnect(r->sock, r->cur->ai_addr, 0, irp);
        break;
    case HS_SEND:
        r->wb.Mdl = r->mdl;
        r->wb.Offset = r->sent;
        r->wb.Length = r->used - r->sent;
        ops(r)->WskSend(r->sock, &r->wb, 0, irp);
        break;
    case HS_RECV:
        r->wb.Mdl = r->mdl;
        r->wb.Offset = r->used;
        r->wb.Length = r->cap - r->used;
        ops(r)->WskReceive(r->sock, &r->wb, 0, irp);
        break;
    case HS_SHUT:
        ops(r)->WskDisconnect(r->sock, NULL, 0, irp);
        break;
    case HS_CLOSE:
        ops(r)->Basic.WskCloseSocket(r->sock, irp);
        break;
    default:
        NT_ASSERT(FALSE);
        break;
    }
}

static void
http_timeout(PKDPC dpc, PVOID ctx, PVOID a1, PVOID a2)
{
    http_req_t *r = ctx;

    UNREFERENCED_PARAMETER(dpc);
    UNREFERENCED_PARAMETER(a1);
    UNREFERENCED_PARAMETER(a2);
    InterlockedExchange(&r->cancelled, 1);
    IoCancelIrp(r->irp);
}

NTSTATUS
http_get(PCWSTR host, const char *path, http_done_fn done, void *arg)
{
    http_req_t *r;
    LARGE_INTEGER due;
    KLOCK_QUEUE_HANDLE lh;
    size_t len;
    NTSTATUS st = STATUS_INSUFFICIENT_RESOURCES;

    r = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*r), HTTP_TAG);
    if (!r)
        return st;
    RtlZeroMemory(r, sizeof(*r));
    KeInitializeTimer(&r->timer);
    KeInitializeDpc(&r->dpc, http_timeout, r);
    InterlockedIncrement(&count);
    KeClearEvent(&idle);

    r->cap = HTTP_CAP;
    r->buf = ExAllocatePoolWithTag(NonPagedPoolNx, r->cap, HTTP_TAG);
    r->irp = IoAllocateIrp(1, FALSE);
    r->item = IoAllocateWorkItem(http_dev);
    if (!r->buf || !r->irp || !r->item)
        goto fail;
    r->mdl = IoAllocateMdl(r->buf, r->cap, FALSE, FALSE, NULL);
    if (!r->mdl)
        goto fail;
    MmBuildMdlForNonPagedPool(r->mdl);

    st = RtlStringCbPrintfA(r->buf, r->cap, "GET %s HTTP/1.0\r\nHost: %ws\r\nConnection: close\r\n\r\n", path, host);
    if (!NT_SUCCESS(st))
        goto fail;
    st = RtlStringCbLengthA(r->buf, r->cap, &len);
    if (!NT_SUCCESS(st))
        goto fail;
    r->used = (ULONG)len;
    st = RtlStringCbCopyW(r->hostbuf, sizeof(r->hostbuf), host);
    if (!NT_SUCCESS(st))
        goto fail;
    RtlInitUnicodeString(&r->host, r->hostbuf);
    RtlInitUnicodeString(&r->port, L"80");
    r->hints.ai_socktype = SOCK_STREAM;
    r->hints.ai_protocol = IPPROTO_TCP;
    r->done = done;
    r->arg = arg;
    r->state = HS_RESOLVE;

    KeAcquireInStackQueuedSpinLock(&active_lock, &lh);
    InsertTailList(&active, &r->link);
    KeReleaseInStackQueuedSpinLock(&lh);

    due.QuadPart = HTTP_MSEC(30000);
    KeSetTimer(&r->timer, due, &r->dpc);
    http_step(r);
    return STATUS_PENDING;

fail:
    http_free(r);
    return st;
}

NTSTATUS
http_global_init(PDEVICE_OBJECT dev)
{
    WSK_CLIENT_NPI cn = { 0 };
    NTSTATUS st;

    http_dev = dev;
    InitializeListHead(&active);
    KeInitializeSpinLock(&active_lock);
    KeInitializeEvent(&idle, NotificationEvent, TRUE);

    cn.Dispatch = &app;
    if (!NT_SUCCESS(st = WskRegister(&cn, &reg)))
        return st;
    if (!NT_SUCCESS(st = WskCaptureProviderNPI(&reg, 200, &npi)))
        WskDeregister(&reg);
    return st;
}

void
http_global_exit(void)
{
    PLIST_ENTRY e;
    KLOCK_QUEUE_HANDLE lh;

    KeAcquireInStackQueuedSpinLock(&active_lock, &lh);
    for (e = active.Flink; e != &active; e = e->Flink) {
        http_req_t *r = CONTAINING_RECORD(e, http_req_t, link);

        InterlockedExchange(&r->cancelled, 1);
        IoCancelIrp(r->irp);
    }
    KeReleaseInStackQueuedSpinLock(&lh);
    KeWaitForSingleObject(&idle, Executive, KernelMode, FALSE, NULL);
    WskReleaseProviderNPI(&reg);
    WskDeregister(&reg);
}
