// CASE: tables on the stack, in contexts, static, behind pointers
#include <ntddk.h>
#include <wsk.h>
typedef struct _S { WSK_REGISTRATION Reg; WSK_PROVIDER_NPI Npi; PWSK_SOCKET Socket; WSK_CLIENT_CONNECTION_DISPATCH Own; WSK_CLIENT_DISPATCH Client; const WSK_CLIENT_CONNECTION_DISPATCH *Table; KEVENT Ev; PIRP Irp; } S, *PS;
NTSTATUS WSKAPI Gone(PVOID c, ULONG f);
static NTSTATUS NTAPI Sig(PDEVICE_OBJECT d, PIRP i, PVOID c) { (void)d; (void)i; KeSetEvent(c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
static NTSTATUS NTAPI Fin(PDEVICE_OBJECT d, PIRP i, PVOID c) { (void)d; if (NT_SUCCESS(i->IoStatus.Status)) ((PS)c)->Socket = (PWSK_SOCKET)i->IoStatus.Information; IoFreeIrp(i); return STATUS_MORE_PROCESSING_REQUIRED; }
NTSTATUS O1(PS s)
{
    WSK_CLIENT_CONNECTION_DISPATCH Table = { NULL, Gone, NULL };
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, Fin, s, TRUE, TRUE, TRUE);
    return s->Npi.Dispatch->WskSocket(s->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET, s, &Table, NULL, NULL, NULL, irp);   // EXPECT(dispatch-lifetime)
}
NTSTATUS O2(PS s)
{
    static const WSK_CLIENT_CONNECTION_DISPATCH Table = { NULL, Gone, NULL };
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, Fin, s, TRUE, TRUE, TRUE);
    return s->Npi.Dispatch->WskSocket(s->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET, s, &Table, NULL, NULL, NULL, irp);   // NOT(dispatch-lifetime)
}
NTSTATUS O3(PS s)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
    s->Own.WskDisconnectEvent = Gone;
    IoSetCompletionRoutine(irp, Fin, s, TRUE, TRUE, TRUE);
    return s->Npi.Dispatch->WskSocket(s->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET, s, &s->Own, NULL, NULL, NULL, irp);   // NOT(dispatch-lifetime)
}
NTSTATUS O4(PS s)
{
    WSK_CLIENT_CONNECTION_DISPATCH Table;
    const WSK_CLIENT_CONNECTION_DISPATCH *p = &Table;
    PIRP irp = IoAllocateIrp(1, FALSE);
    NTSTATUS st;
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
    RtlZeroMemory(&Table, sizeof(Table));
    Table.WskDisconnectEvent = Gone;
    KeInitializeEvent(&s->Ev, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sig, &s->Ev, TRUE, TRUE, TRUE);
    st = s->Npi.Dispatch->WskSocket(s->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET, s, p, NULL, NULL, NULL, irp);   // EXPECT(dispatch-lifetime)
    if (st == STATUS_PENDING) {
        KeWaitForSingleObject(&s->Ev, Executive, KernelMode, FALSE, NULL);
        st = irp->IoStatus.Status;
    }
    if (NT_SUCCESS(st))
        s->Socket = (PWSK_SOCKET)irp->IoStatus.Information;
    IoFreeIrp(irp);
    return st;
}
NTSTATUS G1(PS s)
{
    WSK_CLIENT_NPI npi;
    WSK_CLIENT_DISPATCH disp = { MAKE_WSK_VERSION(1, 0), 0, NULL };
    npi.ClientContext = s;
    npi.Dispatch = &disp;
    return WskRegister(&npi, &s->Reg);                 // EXPECT(dispatch-lifetime)
}
NTSTATUS G2(PS s)
{
    WSK_CLIENT_NPI npi = { s, &s->Client };
    s->Client.Version = MAKE_WSK_VERSION(1, 0);
    return WskRegister(&npi, &s->Reg);                 // NOT(dispatch-lifetime)
}
static NTSTATUS WSKAPI A1(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET sock, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t)
{
    WSK_CLIENT_CONNECTION_DISPATCH local = { 0 };
    if (!sock) { KeSetEvent(&((PS)c)->Ev, 0, FALSE); return STATUS_REQUEST_NOT_ACCEPTED; }
    local.WskDisconnectEvent = Gone;
    *x = c;
    *t = &local;                                       // EXPECT(dispatch-lifetime)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI A2(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET sock, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t)
{
    if (!sock) { KeSetEvent(&((PS)c)->Ev, 0, FALSE); return STATUS_REQUEST_NOT_ACCEPTED; }
    *x = c;
    *t = &((PS)c)->Own;                                // NOT(dispatch-lifetime)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI A3(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET sock, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t)
{
    ULONG id = f;
    if (!sock) { KeSetEvent(&((PS)c)->Ev, 0, FALSE); return STATUS_REQUEST_NOT_ACCEPTED; }
    *x = &id;                                          // EXPECT(context-lifetime)
    *t = ((PS)c)->Table;
    return STATUS_SUCCESS;
}
const WSK_CLIENT_LISTEN_DISPATCH L[] = { { A1 }, { A2 }, { A3 } };
