// CASE: completion contexts and socket contexts on the stack
#include <ntddk.h>
#include <wsk.h>
typedef struct _S { WSK_PROVIDER_NPI Npi; PWSK_SOCKET Socket; KEVENT Ev; } S, *PS;
typedef struct _REQ { KEVENT Done; NTSTATUS Status; } REQ;
extern const WSK_CLIENT_CONNECTION_DISPATCH T;
static NTSTATUS NTAPI Sig(PDEVICE_OBJECT d, PIRP i, PVOID c) { (void)d; (void)i; KeSetEvent(c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
static NTSTATUS NTAPI SigReq(PDEVICE_OBJECT d, PIRP i, PVOID c) { REQ *r = c; (void)d; r->Status = i->IoStatus.Status; KeSetEvent(&r->Done, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
static NTSTATUS NTAPI FreeReq(PDEVICE_OBJECT d, PIRP i, PVOID c) { REQ *r = c; (void)d; r->Status = i->IoStatus.Status; KeSetEvent(&r->Done, 0, FALSE); IoFreeIrp(i); return STATUS_MORE_PROCESSING_REQUIRED; }
static NTSTATUS Wait(NTSTATUS st, PKEVENT e, PIRP irp) { if (st == STATUS_PENDING) { KeWaitForSingleObject(e, Executive, KernelMode, FALSE, NULL); st = irp->IoStatus.Status; } return st; }
NTSTATUS Send1(PS s, PWSK_BUF b)
{
    REQ r;
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&r.Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, FreeReq, &r, TRUE, TRUE, TRUE);        // EXPECT(context-lifetime)
    return ((const WSK_PROVIDER_CONNECTION_DISPATCH *)s->Socket->Dispatch)->WskSend(s->Socket, b, 0, irp);
}
NTSTATUS Send2(PS s, PWSK_BUF b)
{
    REQ r;
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&r.Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, SigReq, &r, TRUE, TRUE, TRUE);        // NOT(context-lifetime)
    (void)((const WSK_PROVIDER_CONNECTION_DISPATCH *)s->Socket->Dispatch)->WskSend(s->Socket, b, 0, irp);
    KeWaitForSingleObject(&r.Done, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(irp);
    return r.Status;
}
NTSTATUS Open1(PS s)
{
    KEVENT e;
    S ctx;
    NTSTATUS st;
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
    st = s->Npi.Dispatch->WskSocket(s->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET, &ctx, &T, NULL, NULL, NULL, irp);     // EXPECT(context-lifetime)
    st = Wait(st, &e, irp);
    if (NT_SUCCESS(st)) s->Socket = (PWSK_SOCKET)irp->IoStatus.Information;
    IoFreeIrp(irp);
    return st;
}
NTSTATUS Open2(PS s)
{
    KEVENT e;
    NTSTATUS st;
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
    st = s->Npi.Dispatch->WskSocket(s->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET, s, &T, NULL, NULL, NULL, irp);     // NOT(context-lifetime)
    st = Wait(st, &e, irp);
    if (NT_SUCCESS(st)) s->Socket = (PWSK_SOCKET)irp->IoStatus.Information;
    IoFreeIrp(irp);
    return st;
}
