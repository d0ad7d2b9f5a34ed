// CASE: a helper takes the mode; three tables with none, one and both of the callbacks
#include <ntddk.h>
#include <wsk.h>
static WSK_PROVIDER_NPI Npi;
static NTSTATUS Done(PDEVICE_OBJECT d, PIRP i, PVOID c) { KeSetEvent((PKEVENT)c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
static NTSTATUS WSKAPI Acc(PVOID Ctx, ULONG Flags, PSOCKADDR Lo, PSOCKADDR R, PWSK_SOCKET A, PVOID *AC, const WSK_CLIENT_CONNECTION_DISPATCH **AD) { if (A == NULL) return STATUS_REQUEST_NOT_ACCEPTED; *AC = NULL; *AD = NULL; return STATUS_SUCCESS; }
static WSK_INSPECT_ACTION WSKAPI Insp(PVOID Ctx, PSOCKADDR Lo, PSOCKADDR R, PWSK_INSPECT_ID Id) { return Id ? WskInspectAccept : WskInspectReject; }
static NTSTATUS WSKAPI Abo(PVOID Ctx, PWSK_INSPECT_ID Id) { return STATUS_SUCCESS; }
static const WSK_CLIENT_LISTEN_DISPATCH None = { Acc };
static const WSK_CLIENT_LISTEN_DISPATCH Half = { .WskAcceptEvent = Acc, .WskInspectEvent = Insp };
static const WSK_CLIENT_LISTEN_DISPATCH Full = { Acc, Insp, Abo };
typedef struct _OP { PIRP Irp; KEVENT Ev; } OP;
static NTSTATUS Prep(OP *o) { o->Irp = IoAllocateIrp(1, FALSE); if (!o->Irp) return STATUS_NO_MEMORY; KeInitializeEvent(&o->Ev, SynchronizationEvent, FALSE); IoSetCompletionRoutine(o->Irp, Done, &o->Ev, TRUE, TRUE, TRUE); return STATUS_SUCCESS; }
static NTSTATUS Fin(OP *o, NTSTATUS st) { if (st == STATUS_PENDING) KeWaitForSingleObject(&o->Ev, Executive, KernelMode, FALSE, NULL); st = o->Irp->IoStatus.Status; return st; }
static NTSTATUS Open(const WSK_CLIENT_LISTEN_DISPATCH *t, PWSK_SOCKET *s)
{
    OP o; NTSTATUS st = Prep(&o);
    if (!NT_SUCCESS(st)) return st;
    st = Fin(&o, Npi.Dispatch->WskSocket(Npi.Client, AF_INET6, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL, t, NULL, NULL, NULL, o.Irp));
    if (NT_SUCCESS(st)) *s = (PWSK_SOCKET)o.Irp->IoStatus.Information;
    IoFreeIrp(o.Irp);
    return st;
}
static NTSTATUS Conditional(PWSK_SOCKET s, ULONG mode)
{
    OP o; NTSTATUS st = Prep(&o);
    if (!NT_SUCCESS(st)) return st;
    st = Fin(&o, ((PWSK_PROVIDER_LISTEN_DISPATCH)s->Dispatch)->WskControlSocket(s, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(mode), &mode, 0, NULL, NULL, o.Irp));
    IoFreeIrp(o.Irp);
    return st;
}
NTSTATUS L1(PWSK_SOCKET *s) { NTSTATUS st = Open(&None, s); return NT_SUCCESS(st) ? Conditional(*s, 1) : st; }    // EXPECT(conditional-accept-callbacks)
NTSTATUS L2(PWSK_SOCKET *s) { NTSTATUS st = Open(&Half, s); return NT_SUCCESS(st) ? Conditional(*s, TRUE) : st; } // EXPECT(conditional-accept-callbacks)
NTSTATUS L3(PWSK_SOCKET *s) { NTSTATUS st = Open(&Full, s); return NT_SUCCESS(st) ? Conditional(*s, 1) : st; }    // NOT(conditional-accept-callbacks)
NTSTATUS L4(PWSK_SOCKET *s) { NTSTATUS st = Open(&None, s); return NT_SUCCESS(st) ? Conditional(*s, 0) : st; }    // NOT(conditional-accept-callbacks)
NTSTATUS L5(PWSK_SOCKET *s, ULONG m) { NTSTATUS st = Open(&None, s); return NT_SUCCESS(st) ? Conditional(*s, m) : st; }    // NOT(conditional-accept-callbacks)
NTSTATUS L6(PWSK_SOCKET *s)
{
    NTSTATUS st = Open(&Full, s);
    if (NT_SUCCESS(st)) st = Conditional(*s, 1);
    if (NT_SUCCESS(st)) st = Conditional(*s, 0);                      // EXPECT(conditional-accept-disable)
    return st;
}
