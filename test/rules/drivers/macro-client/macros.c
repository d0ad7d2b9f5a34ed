// COMPLETE
// Everything through macros: error handling, the IRP pattern, control calls.
#include <ntddk.h>
#include <wsk.h>

#define LOG(fmt, ...)            DbgPrintEx(DPFLTR_IHVNETWORK_ID, DPFLTR_INFO_LEVEL, "mac: " fmt "\n", ##__VA_ARGS__)
#define GOTO_IF_FAIL(label, st, expr)                              \
    do {                                                           \
        (st) = (expr);                                             \
        if (!NT_SUCCESS(st)) {                                     \
            LOG("%s failed with 0x%08x", #expr, (st));             \
            goto label;                                            \
        }                                                          \
    } while (0)
#define RETURN_IF_NULL(p, st)    if ((p) == NULL) return (st)
#define DISPATCH_OF(sock, kind)  ((const WSK_PROVIDER_##kind##_DISPATCH *)(sock)->Dispatch)

#define SYNC_DECLARE()                                             \
    KEVENT SyncEvent_;                                             \
    PIRP SyncIrp_ = NULL
#define SYNC_BEGIN(fail)                                           \
    KeInitializeEvent(&SyncEvent_, SynchronizationEvent, FALSE);   \
    SyncIrp_ = IoAllocateIrp(1, FALSE);                            \
    if (SyncIrp_ == NULL) {                                        \
        status = STATUS_INSUFFICIENT_RESOURCES;                    \
        goto fail;                                                 \
    }                                                              \
    IoSetCompletionRoutine(SyncIrp_, SyncDone, &SyncEvent_, TRUE, TRUE, TRUE)
#define CALL_WSK(call)                                             \
    do {                                                           \
        status = (call);                                           \
        if (status == STATUS_PENDING) {                            \
            KeWaitForSingleObject(&SyncEvent_, Executive, KernelMode, FALSE, NULL); \
            status = SyncIrp_->IoStatus.Status;                    \
        }                                                          \
    } while (FALSE)
#define SYNC_AGAIN()                                               \
    do {                                                           \
        IoReuseIrp(SyncIrp_, STATUS_UNSUCCESSFUL);                 \
        KeClearEvent(&SyncEvent_);                                 \
        IoSetCompletionRoutine(SyncIrp_, SyncDone, &SyncEvent_, TRUE, TRUE, TRUE); \
    } while (FALSE)
#define SYNC_END()               do { if (SyncIrp_) { IoFreeIrp(SyncIrp_); SyncIrp_ = NULL; } } while (0)

#define EV_NONE                  0
#define EV_RX                    WSK_EVENT_RECEIVE
#define EV_ALL                   (WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_SEND_BACKLOG)
#define EV_OFF(m)                ((m) | WSK_EVENT_DISABLE)

#define SET_OPTION(sock, kind, opt, var)                           \
    DISPATCH_OF(sock, kind)->WskControlSocket((sock), WskSetOption, (opt), SOL_SOCKET, sizeof(var), &(var), 0, NULL, NULL, SyncIrp_)

static NTSTATUS SyncDone(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(i);
    KeSetEvent(c, 0, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

typedef struct _LINK {
    PWSK_SOCKET Socket;
    ULONG       Tag;
    UCHAR       Buffer[64];
} LINK, *PLINK;

static WSK_REGISTRATION Reg;
static WSK_PROVIDER_NPI Npi;
static const WSK_CLIENT_DISPATCH Client = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS WSKAPI LinkReceive(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                            SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PLINK link = (PLINK)SocketContext;
    UNREFERENCED_PARAMETER(Flags);
    RETURN_IF_NULL(DataIndication, STATUS_SUCCESS);
    if (link->Tag == 0) {
        *BytesAccepted = BytesIndicated;    // EXPECT(bytes-accepted)
        return STATUS_PENDING;              // EXPECT(pending-without-release) OR(bytes-accepted)
    }
    *BytesAccepted = BytesIndicated;
    return STATUS_SUCCESS;
}

NTSTATUS WSKAPI LinkDisconnect(PVOID SocketContext, ULONG Flags)
{
    NTSTATUS status = STATUS_SUCCESS;
    PLINK link = SocketContext;
    UNREFERENCED_PARAMETER(Flags);
    LOG("disconnect of %u", link->Tag);
    return status;
}

NTSTATUS WSKAPI LinkBacklog(PVOID SocketContext, SIZE_T IdealBacklogSize)
{
    UNREFERENCED_PARAMETER(SocketContext);
    LOG("ideal %Iu", IdealBacklogSize);
    return STATUS_UNSUCCESSFUL;             // EXPECT(callback-return)
}

static const WSK_CLIENT_CONNECTION_DISPATCH LinkEvents = { LinkReceive, LinkDisconnect, LinkBacklog };

NTSTATUS LinkEventsOn(PLINK link, ULONG mask)
{
    NTSTATUS status;
    WSK_EVENT_CALLBACK_CONTROL ctl = { &NPI_WSK_INTERFACE_ID, mask };
    GOTO_IF_FAIL(out, status, DISPATCH_OF(link->Socket, CONNECTION)->WskControlSocket(link->Socket, WskSetOption,
        SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(ctl), &ctl, 0, NULL, NULL, NULL));
out:
    return status;
}

NTSTATUS LinkNoDelay(PLINK link)
{
    SYNC_DECLARE();
    NTSTATUS status;
    ULONG on = 1;
    SYNC_BEGIN(out);
    CALL_WSK(DISPATCH_OF(link->Socket, CONNECTION)->WskControlSocket(link->Socket, WskSetOption, TCP_NODELAY,
        SOL_SOCKET,                         // EXPECT(control-level)
        sizeof(on), &on, 0, NULL, NULL, SyncIrp_));
out:
    SYNC_END();
    return status;
}

NTSTATUS LinkPriority(PLINK link, BOOLEAN value)
{
    SYNC_DECLARE();
    NTSTATUS status;
    SYNC_BEGIN(out);
    CALL_WSK(SET_OPTION(link->Socket, CONNECTION, SO_KEEPALIVE, value)); // EXPECT(control-input)
out:
    SYNC_END();
    return status;
}

NTSTATUS LinkOpen(PLINK link, PSOCKADDR local, PSOCKADDR remote)
{
    SYNC_DECLARE();
    NTSTATUS status;

    SYNC_BEGIN(out);
    CALL_WSK(Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET,
        link, &LinkEvents, NULL, NULL, NULL, SyncIrp_));
    if (!NT_SUCCESS(status))
        goto out;
    link->Socket = (PWSK_SOCKET)SyncIrp_->IoStatus.Information;
    SYNC_AGAIN();
    CALL_WSK(DISPATCH_OF(link->Socket, CONNECTION)->WskBind(link->Socket, local, 0, SyncIrp_));
    if (!NT_SUCCESS(status))
        goto close;
    SYNC_AGAIN();
    CALL_WSK(DISPATCH_OF(link->Socket, CONNECTION)->WskConnect(link->Socket, remote, 0, SyncIrp_));
    if (!NT_SUCCESS(status))
        goto close;
    GOTO_IF_FAIL(close, status, LinkEventsOn(link, EV_ALL));
    SYNC_END();
    return STATUS_SUCCESS;
close:
    SYNC_AGAIN();
    CALL_WSK(DISPATCH_OF(link->Socket, BASIC)->WskCloseSocket(link->Socket, SyncIrp_));
out:
    SYNC_END();
    return status;
}

NTSTATUS LinkQuiet(PLINK link)
{
    NTSTATUS status;
    GOTO_IF_FAIL(out, status, LinkEventsOn(link, EV_OFF(EV_RX)));
    GOTO_IF_FAIL(out, status, LinkEventsOn(link, EV_OFF(EV_ALL)));      // EXPECT(disable-one-event)
    GOTO_IF_FAIL(out, status, LinkEventsOn(link, EV_NONE));             // EXPECT(empty-event-mask)
    GOTO_IF_FAIL(out, status, LinkEventsOn(link, EV_OFF(EV_NONE)));     // EXPECT(disable-needs-event)
    GOTO_IF_FAIL(out, status, LinkEventsOn(link, EV_RX || WSK_EVENT_DISCONNECT)); // EXPECT(event-mask-operator)
out:
    return status;
}

NTSTATUS LinkClose(PLINK link)
{
    SYNC_DECLARE();
    NTSTATUS status;
    SYNC_BEGIN(out);
    CALL_WSK(DISPATCH_OF(link->Socket, BASIC)->WskCloseSocket(link->Socket, SyncIrp_));
    SYNC_END();
    return SyncIrp_ ? SyncIrp_->IoStatus.Status : status;
out:
    return status;
}

NTSTATUS LinkCloseTwice(PLINK link)
{
    SYNC_DECLARE();
    NTSTATUS status;
    SYNC_BEGIN(out);
    CALL_WSK(DISPATCH_OF(link->Socket, BASIC)->WskCloseSocket(link->Socket, SyncIrp_));
    CALL_WSK(DISPATCH_OF(link->Socket, BASIC)->WskCloseSocket(link->Socket, SyncIrp_)); // EXPECT(use-after-close)
out:
    SYNC_END();
    return status;
}

static LINK TheLink;

VOID MacUnload(PDRIVER_OBJECT d)
{
    UNREFERENCED_PARAMETER(d);
    if (TheLink.Socket)
        LinkClose(&TheLink);
    WskReleaseProviderNPI(&Reg);
    WskDeregister(&Reg);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING r)
{
    NTSTATUS status;
    WSK_CLIENT_NPI npi = { NULL, &Client };
    SOCKADDR_IN local = { AF_INET }, remote = { AF_INET };
    UNREFERENCED_PARAMETER(r);
    d->DriverUnload = MacUnload;
    GOTO_IF_FAIL(out, status, WskRegister(&npi, &Reg));
    GOTO_IF_FAIL(deregister, status, WskCaptureProviderNPI(&Reg, WSK_NO_WAIT, &Npi));
    GOTO_IF_FAIL(release, status, LinkOpen(&TheLink, (PSOCKADDR)&local, (PSOCKADDR)&remote));
    GOTO_IF_FAIL(release, status, LinkNoDelay(&TheLink));
    return STATUS_SUCCESS;
release:
    WskReleaseProviderNPI(&Reg);
deregister:
    WskDeregister(&Reg);
out:
    return status;
}
