// CASE: an IRP in a context pumped by its own completion routine, with and without reuse
#include <ntddk.h>
#include <wsk.h>
typedef struct _PUMP { PWSK_SOCKET S; PIRP Irp; WSK_BUF Buf; volatile LONG Stop; KEVENT Idle; } PUMP, *PPUMP;
static NTSTATUS NTAPI PumpDone(PDEVICE_OBJECT d, PIRP i, PVOID c);
static NTSTATUS PumpGo(PPUMP p)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *d = p->S->Dispatch;
    IoReuseIrp(p->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(p->Irp, PumpDone, p, TRUE, TRUE, TRUE);
    return d->WskReceive(p->S, &p->Buf, 0, p->Irp);     // NOT(irp-reuse)
}
static NTSTATUS NTAPI PumpDone(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    PPUMP p = c;
    (void)d;
    if (p->Stop || !NT_SUCCESS(i->IoStatus.Status) || i->IoStatus.Information == 0) {
        KeSetEvent(&p->Idle, IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
    (void)PumpGo(p);
    return STATUS_MORE_PROCESSING_REQUIRED;     // NOT(irp-leak)
}
NTSTATUS PumpInit(PPUMP p, PWSK_SOCKET s)
{
    p->S = s;
    p->Irp = IoAllocateIrp(1, FALSE);
    if (!p->Irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&p->Idle, NotificationEvent, FALSE);
    return PumpGo(p);
}
VOID PumpFini(PPUMP p)
{
    InterlockedExchange(&p->Stop, 1);
    KeWaitForSingleObject(&p->Idle, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(p->Irp);
}
static NTSTATUS NTAPI Sig(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    (void)d; (void)i;
    KeSetEvent(&((PPUMP)c)->Idle, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
static NTSTATUS Sync(PPUMP p, NTSTATUS st)
{
    if (st == STATUS_PENDING)
        KeWaitForSingleObject(&p->Idle, Executive, KernelMode, FALSE, NULL);
    return p->Irp->IoStatus.Status;
}
NTSTATUS Twice(PPUMP p)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *d = p->S->Dispatch;
    NTSTATUS st;
    p->Irp = IoAllocateIrp(1, FALSE);
    if (!p->Irp) return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&p->Idle, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(p->Irp, Sig, p, TRUE, TRUE, TRUE);
    st = Sync(p, d->WskSend(p->S, &p->Buf, 0, p->Irp));
    if (NT_SUCCESS(st)) {
        IoSetCompletionRoutine(p->Irp, Sig, p, TRUE, TRUE, TRUE);
        st = Sync(p, d->WskDisconnect(p->S, NULL, 0, p->Irp));  // EXPECT(irp-reuse)
    }
    IoFreeIrp(p->Irp);
    p->Irp = NULL;
    return st;
}
