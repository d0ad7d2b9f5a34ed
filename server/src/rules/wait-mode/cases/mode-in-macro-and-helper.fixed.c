// CASE: UserMode in a constant, a helper, an object array; event elsewhere
#include <ntddk.h>
#include <wsk.h>
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
typedef PWSK_PROVIDER_CONNECTION_DISPATCH CD;
#define WAIT_MODE KernelMode
static KEVENT g_Event;
typedef struct _W { KEVENT E; } W;
static NTSTATUS WaitIt(PKEVENT e, KPROCESSOR_MODE m) { return KeWaitForSingleObject(e, Executive, m, FALSE, NULL); }
NTSTATUS V1(PWSK_SOCKET s, PWSK_BUF b)
{
    KEVENT e; NTSTATUS st; PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
    ((CD)s->Dispatch)->WskSend(s, b, 0, irp);
    KeWaitForSingleObject(&e, UserRequest, WAIT_MODE, FALSE, NULL);                         // EXPECT(wait-mode)
    st = irp->IoStatus.Status;
    IoFreeIrp(irp);
    return st;
}
NTSTATUS V2(PWSK_SOCKET s, PWSK_BUF b)
{
    W w; NTSTATUS st; PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    KeInitializeEvent(&w.E, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sig, &w.E, TRUE, TRUE, TRUE);
    ((CD)s->Dispatch)->WskSend(s, b, 0, irp);
    WaitIt(&w.E, KernelMode);                                                              // EXPECT(wait-mode)
    st = irp->IoStatus.Status;
    IoFreeIrp(irp);
    return st;
}
NTSTATUS V3(PWSK_SOCKET s, PWSK_BUF b)
{
    NTSTATUS st; PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    KeInitializeEvent(&g_Event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sig, &g_Event, TRUE, TRUE, TRUE);
    ((CD)s->Dispatch)->WskSend(s, b, 0, irp);
    KeWaitForSingleObject(&g_Event, Executive, UserMode, FALSE, NULL);                    // NOT(wait-mode)
    st = irp->IoStatus.Status;
    IoFreeIrp(irp);
    return st;
}
NTSTATUS V4(PWSK_SOCKET s, PWSK_BUF b)
{
    NTSTATUS st; static KEVENT e; PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
    ((CD)s->Dispatch)->WskSend(s, b, 0, irp);
    KeWaitForSingleObject(&e, Executive, UserMode, FALSE, NULL);                         // NOT(wait-mode)
    st = irp->IoStatus.Status;
    IoFreeIrp(irp);
    return st;
}
