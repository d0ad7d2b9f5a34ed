// CASE: ACCEPT for a socket that WskAccept returned; an enum of one's own; RECEIVE_FROM for WskSocketConnect's
#include <ntddk.h>
#include <wsk.h>

typedef enum _EVT {
    EvtNone   = 0,
    EvtAccept = WSK_EVENT_ACCEPT,
    EvtRx     = WSK_EVENT_RECEIVE,
    EvtRxFrom = WSK_EVENT_RECEIVE_FROM,
} EVT;

typedef struct _TCP { PWSK_PROVIDER_NPI Npi; PWSK_SOCKET Listen, Peer; PIRP Irp; KEVENT Ev; } TCP, *PTCP;
extern const WSK_CLIENT_CONNECTION_DISPATCH TcpTable;

static NTSTATUS NTAPI TcpDone(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(i);
    KeSetEvent(&((PTCP)c)->Ev, 0, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS TcpSwitch(PWSK_SOCKET Socket, EVT Events)
{
    WSK_EVENT_CALLBACK_CONTROL c;

    c.NpiId = &NPI_WSK_INTERFACE_ID;
    c.EventMask = (ULONG)Events;
    return ((const WSK_PROVIDER_BASIC_DISPATCH *)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
        sizeof(c), &c, 0, NULL, NULL, NULL);
}

NTSTATUS TcpTake(PTCP t)
{
    NTSTATUS st;

    KeClearEvent(&t->Ev);
    IoReuseIrp(t->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(t->Irp, TcpDone, t, TRUE, TRUE, TRUE);
    st = ((const WSK_PROVIDER_LISTEN_DISPATCH *)t->Listen->Dispatch)->WskAccept(t->Listen, 0, t, &TcpTable, NULL, NULL, t->Irp);
    if (st == STATUS_PENDING) {
        KeWaitForSingleObject(&t->Ev, Executive, KernelMode, FALSE, NULL);
        st = t->Irp->IoStatus.Status;
    }
    if (!NT_SUCCESS(st))
        return st;
    t->Peer = (PWSK_SOCKET)t->Irp->IoStatus.Information;
    st = TcpSwitch(t->Peer, EvtRx);                         // NOT(event-category)
    if (!NT_SUCCESS(st))
        return st;
    st = TcpSwitch(t->Listen, EvtAccept);                   // NOT(event-category)
    if (!NT_SUCCESS(st))
        return st;
    return TcpSwitch(t->Peer, EvtAccept);                   // EXPECT(event-category)
}

NTSTATUS TcpDial(PTCP t, PSOCKADDR l, PSOCKADDR r)
{
    NTSTATUS st;

    KeClearEvent(&t->Ev);
    IoReuseIrp(t->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(t->Irp, TcpDone, t, TRUE, TRUE, TRUE);
    st = t->Npi->Dispatch->WskSocketConnect(t->Npi->Client, SOCK_STREAM, IPPROTO_TCP, l, r, 0, t, &TcpTable, NULL, NULL, NULL, t->Irp);
    if (st == STATUS_PENDING) {
        KeWaitForSingleObject(&t->Ev, Executive, KernelMode, FALSE, NULL);
        st = t->Irp->IoStatus.Status;
    }
    if (!NT_SUCCESS(st))
        return st;
    t->Peer = (PWSK_SOCKET)t->Irp->IoStatus.Information;
    return TcpSwitch(t->Peer, EvtRxFrom);                   // EXPECT(event-category)
}
