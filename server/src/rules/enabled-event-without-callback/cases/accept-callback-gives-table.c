// CASE: tables filled at run time; by an out-of-view setter, by assignments one of which is missing; inheritance via accept callback
#include <ntddk.h>
#include <wsk.h>

typedef struct _RT { PWSK_PROVIDER_NPI Npi; PWSK_SOCKET S; PIRP I; KEVENT E; } RT;
extern VOID PluginFill(WSK_CLIENT_CONNECTION_DISPATCH *t);
NTSTATUS WSKAPI RtRx(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T n, SIZE_T *a);

static WSK_CLIENT_CONNECTION_DISPATCH PluginTable;
static WSK_CLIENT_CONNECTION_DISPATCH OwnTable;
static const WSK_CLIENT_CONNECTION_DISPATCH AcceptTable = { RtRx, NULL, NULL };

static NTSTATUS NTAPI RtDone(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(i);
    KeSetEvent(&((RT *)c)->E, 0, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS RtConnect(RT *r, const WSK_CLIENT_CONNECTION_DISPATCH *t, PSOCKADDR l, PSOCKADDR p)
{
    NTSTATUS st;
    KeClearEvent(&r->E);
    IoReuseIrp(r->I, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(r->I, RtDone, r, TRUE, TRUE, TRUE);
    st = r->Npi->Dispatch->WskSocketConnect(r->Npi->Client, SOCK_STREAM, IPPROTO_TCP, l, p, 0, r, t, NULL, NULL, NULL, r->I);
    if (st == STATUS_PENDING) {
        KeWaitForSingleObject(&r->E, Executive, KernelMode, FALSE, NULL);
        st = r->I->IoStatus.Status;
    }
    if (NT_SUCCESS(st))
        r->S = (PWSK_SOCKET)r->I->IoStatus.Information;
    return st;
}

static NTSTATUS RtOn(RT *r, ULONG m)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, m };
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)r->S->Dispatch)->WskControlSocket(r->S, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);
}

NTSTATUS RtPlugin(RT *r, PSOCKADDR l, PSOCKADDR p)
{
    NTSTATUS st;

    PluginFill(&PluginTable);
    st = RtConnect(r, &PluginTable, l, p);
    return NT_SUCCESS(st) ? RtOn(r, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT) : st;     // NOT(enabled-event-without-callback)
}

NTSTATUS RtOwn(RT *r, PSOCKADDR l, PSOCKADDR p)
{
    NTSTATUS st;

    OwnTable.WskReceiveEvent = RtRx;
    st = RtConnect(r, &OwnTable, l, p);
    if (!NT_SUCCESS(st))
        return st;
    st = RtOn(r, WSK_EVENT_RECEIVE);                                                    // NOT(enabled-event-without-callback)
    if (!NT_SUCCESS(st))
        return st;

    return RtOn(r, WSK_EVENT_DISCONNECT);                                               // EXPECT(enabled-event-without-callback)
}

NTSTATUS WSKAPI RtAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR L, PSOCKADDR R, PWSK_SOCKET AcceptSocket,
                         PVOID *AcceptSocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    RT *r = SocketContext;

    if (AcceptSocket == NULL) {
        r->S = NULL;
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    r->S = AcceptSocket;
    *AcceptSocketContext = r;
    *AcceptSocketDispatch = &AcceptTable;
    if (!NT_SUCCESS(RtOn(r, WSK_EVENT_RECEIVE)))                                        // NOT(enabled-event-without-callback)
        r->E.Header.SignalState = 0;
    if (!NT_SUCCESS(RtOn(r, WSK_EVENT_SEND_BACKLOG)))                                   // EXPECT(enabled-event-without-callback)
        r->E.Header.SignalState = 0;
    return STATUS_SUCCESS;
}
const WSK_CLIENT_LISTEN_DISPATCH RtListen = { RtAccept, NULL, NULL };
