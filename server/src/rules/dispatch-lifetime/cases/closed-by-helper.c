// CASE: a socket that is made and closed by helpers
#include <ntddk.h>
#include <wsk.h>
typedef struct _S { WSK_PROVIDER_NPI N; PWSK_SOCKET K; KEVENT E; } S, *PS;
NTSTATUS WSKAPI Gone(PVOID c, ULONG f);
static NTSTATUS NTAPI Sig(PDEVICE_OBJECT d, PIRP i, PVOID c) { (void)d; (void)i; KeSetEvent(c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
static NTSTATUS Make(PS s, PVOID ctx, CONST VOID *table, PWSK_SOCKET *out)
{
    KEVENT e; NTSTATUS st;
    PIRP irp = IoAllocateIrp(1, FALSE);
    *out = NULL;
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
    st = s->N.Dispatch->WskSocket(s->N.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET, ctx, table, NULL, NULL, NULL, irp);
    if (st == STATUS_PENDING) { KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL); st = irp->IoStatus.Status; }
    if (NT_SUCCESS(st)) *out = (PWSK_SOCKET)irp->IoStatus.Information;
    IoFreeIrp(irp);
    return st;
}
static NTSTATUS Close(PWSK_SOCKET k)
{
    KEVENT e; NTSTATUS st;
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
    (void)((PWSK_PROVIDER_BASIC_DISPATCH)k->Dispatch)->WskCloseSocket(k, irp);
    KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL);
    st = irp->IoStatus.Status;
    IoFreeIrp(irp);
    return st;
}
NTSTATUS Open(PS s)
{
    const WSK_CLIENT_CONNECTION_DISPATCH Table = { NULL, Gone, NULL };
    return Make(s, s, &Table, &s->K);              // EXPECT(dispatch-lifetime)
}
NTSTATUS Probe(PS s)
{
    const WSK_CLIENT_CONNECTION_DISPATCH Table = { NULL, Gone, NULL };
    S tmp;
    PWSK_SOCKET k;
    NTSTATUS st = Make(s, &tmp, &Table, &k);       // NOT(dispatch-lifetime)
    if (!NT_SUCCESS(st)) return st;
    return Close(k);
}
NTSTATUS Open2(PS s)
{
    S tmp = *s;
    static const WSK_CLIENT_CONNECTION_DISPATCH Table = { NULL, Gone, NULL };
    return Make(s, &tmp, &Table, &s->K);           // EXPECT(context-lifetime)
}
