// CASE: polling and other ways to wait
// CLEAN
#include <ntddk.h>
#include <wsk.h>
typedef const WSK_PROVIDER_CONNECTION_DISPATCH *CD;
static NTSTATUS NTAPI Drop(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    UNREFERENCED_PARAMETER(d); UNREFERENCED_PARAMETER(c);
    IoFreeIrp(i);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
static NTSTATUS NTAPI Sig(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    UNREFERENCED_PARAMETER(d); UNREFERENCED_PARAMETER(i);
    KeSetEvent((PKEVENT)c, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
typedef struct _PO { volatile LONG Done; NTSTATUS St; KEVENT E; KSEMAPHORE Sem; } PO;
static NTSTATUS NTAPI PollDone(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    ((PO *)c)->St = irp->IoStatus.Status;
    InterlockedExchange(&((PO *)c)->Done, 1);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
static NTSTATUS NTAPI SemDone(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    UNREFERENCED_PARAMETER(d); UNREFERENCED_PARAMETER(irp);
    KeReleaseSemaphore(&((PO *)c)->Sem, 0, 1, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
NTSTATUS Poll(PWSK_SOCKET s, PWSK_BUF b)
{
    PO po; LARGE_INTEGER t; PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    po.Done = 0; t.QuadPart = -100000;
    IoSetCompletionRoutine(irp, PollDone, &po, TRUE, TRUE, TRUE);        // NOT(context-lifetime)
    ((CD)s->Dispatch)->WskSend(s, b, 0, irp);
    while (!po.Done)
        KeDelayExecutionThread(KernelMode, FALSE, &t);
    IoFreeIrp(irp);
    return po.St;
}
NTSTATUS PollState(PWSK_SOCKET s, PWSK_BUF b)
{
    KEVENT e; NTSTATUS st; LARGE_INTEGER t; PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    t.QuadPart = -100000;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);        // NOT(context-lifetime)
    ((CD)s->Dispatch)->WskSend(s, b, 0, irp);
    while (KeReadStateEvent(&e) == 0)
        KeDelayExecutionThread(KernelMode, FALSE, &t);
    st = irp->IoStatus.Status;
    IoFreeIrp(irp);
    return st;
}
NTSTATUS SemWait(PWSK_SOCKET s, PWSK_BUF b)
{
    PO po; NTSTATUS st; PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    KeInitializeSemaphore(&po.Sem, 0, 1);
    IoSetCompletionRoutine(irp, SemDone, &po, TRUE, TRUE, TRUE);        // NOT(context-lifetime)
    ((CD)s->Dispatch)->WskSend(s, b, 0, irp);
    KeWaitForSingleObject(&po.Sem, Executive, KernelMode, FALSE, NULL);
    st = irp->IoStatus.Status;
    IoFreeIrp(irp);
    return st;
}
NTSTATUS LoopWait(PWSK_SOCKET s, PWSK_BUF b)
{
    KEVENT e; NTSTATUS st; LARGE_INTEGER t; PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    t.QuadPart = -10000000;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);        // NOT(context-lifetime)
    ((CD)s->Dispatch)->WskSend(s, b, 0, irp);
    while (KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, &t) == STATUS_TIMEOUT)
        DbgPrint("still waiting\n");
    st = irp->IoStatus.Status;
    IoFreeIrp(irp);
    return st;
}
NTSTATUS Cancels(PWSK_SOCKET s, PWSK_BUF b)
{
    KEVENT e; NTSTATUS st; LARGE_INTEGER t; PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    t.QuadPart = -10000000;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
    ((CD)s->Dispatch)->WskReceive(s, b, 0, irp);
    st = KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, &t);
    if (st == STATUS_TIMEOUT) {
        IoCancelIrp(irp);
        (VOID)KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL);
    }
    st = irp->IoStatus.Status;
    IoFreeIrp(irp);
    return st;
}
