// CASE: one IRP for two requests that are both outstanding; the wait comes only after the second
#include <ntddk.h>
#include <wsk.h>
static NTSTATUS NTAPI Sig(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    (void)d; (void)i;
    KeSetEvent((PKEVENT)c, 0, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
NTSTATUS Two(PWSK_SOCKET s, PWSK_BUF a, PWSK_BUF b)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH d = (PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch;
    KEVENT e; NTSTATUS st;
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
    d->WskSend(s, a, 0, irp);
    KeClearEvent(&e);
    IoReuseIrp(irp, STATUS_UNSUCCESSFUL);                              // OR(irp-reuse)
    IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
    d->WskSend(s, b, 0, irp);                                           // EXPECT(irp-reuse)
    KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL);
    st = irp->IoStatus.Status;
    IoFreeIrp(irp);
    return st;
}
