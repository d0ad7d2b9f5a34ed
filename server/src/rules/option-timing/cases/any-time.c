// CASE: options without a time, before and after bind; conditional accept before; events after; order unknown elsewhere
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _SRV { PWSK_PROVIDER_NPI Npi; PWSK_SOCKET L; PIRP Irp; KEVENT Ev; ULONG One; } SRV, *PSRV;

NTSTATUS WSKAPI SrvAccept(PVOID, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET, PVOID *, const WSK_CLIENT_CONNECTION_DISPATCH **);
WSK_INSPECT_ACTION WSKAPI SrvInspect(PVOID, PSOCKADDR, PSOCKADDR, PWSK_INSPECT_ID);
NTSTATUS WSKAPI SrvAbort(PVOID, PWSK_INSPECT_ID);
static const WSK_CLIENT_LISTEN_DISPATCH SrvTable = { SrvAccept, SrvInspect, SrvAbort };

static NTSTATUS NTAPI SrvSet(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    (void)d; (void)i;
    KeSetEvent(&((PSRV)c)->Ev, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP SrvIrp(PSRV s)
{
    IoReuseIrp(s->Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&s->Ev);
    IoSetCompletionRoutine(s->Irp, SrvSet, s, TRUE, TRUE, TRUE);
    return s->Irp;
}

static NTSTATUS SrvDone(PSRV s)
{
    KeWaitForSingleObject(&s->Ev, Executive, KernelMode, FALSE, NULL);
    return s->Irp->IoStatus.Status;
}

static NTSTATUS SrvOption(PSRV s, ULONG code)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *d = s->L->Dispatch;

    s->One = 1;
    d->WskControlSocket(s->L, WskSetOption, code, SOL_SOCKET, sizeof(s->One), &s->One, 0, NULL, NULL, SrvIrp(s));
    return SrvDone(s);
}

NTSTATUS SrvStart(PSRV s, PSOCKADDR at)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT };
    const WSK_PROVIDER_LISTEN_DISPATCH *d;
    NTSTATUS st;

    s->Npi->Dispatch->WskSocket(s->Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
                                s, &SrvTable, NULL, NULL, NULL, SrvIrp(s));
    st = SrvDone(s);
    if (!NT_SUCCESS(st))
        return st;
    s->L = (PWSK_SOCKET)s->Irp->IoStatus.Information;
    d = s->L->Dispatch;

    st = SrvOption(s, SO_KEEPALIVE);                // NOT(option-timing)
    if (NT_SUCCESS(st))
        st = SrvOption(s, SO_CONDITIONAL_ACCEPT);   // NOT(option-timing)
    if (!NT_SUCCESS(st))
        return st;
    d->WskBind(s->L, at, 0, SrvIrp(s));
    st = SrvDone(s);
    if (!NT_SUCCESS(st))
        return st;
    st = SrvOption(s, SO_RCVBUF);                   // NOT(option-timing)
    if (!NT_SUCCESS(st))
        return st;
    return d->WskControlSocket(s->L, WskSetOption, SO_WSK_EVENT_CALLBACK,      // NOT(option-timing)
                               SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);
}

/* called by the owner, nobody here says when */
NTSTATUS SrvShare(PSRV s)
{
    return SrvOption(s, SO_REUSEADDR);              // NOT(option-timing)
}
