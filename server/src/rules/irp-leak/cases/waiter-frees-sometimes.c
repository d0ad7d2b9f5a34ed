// CASE: who waits frees: on every status or on success only
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
NTSTATUS W1(PWSK_SOCKET s, PWSK_BUF b)
{
    KEVENT e; NTSTATUS st;
    PIRP irp = IoAllocateIrp(1, FALSE);                 // EXPECT(irp-leak)
    if (!irp) return STATUS_NO_MEMORY;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
    st = ((CD)s->Dispatch)->WskSend(s, b, 0, irp);
    if (st == STATUS_PENDING) {
        KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL);
        st = irp->IoStatus.Status;
        IoFreeIrp(irp);
    }
    return st;                                          // OR(irp-leak)
}
NTSTATUS W2(PWSK_SOCKET s, PWSK_BUF b)
{
    KEVENT e; NTSTATUS st;
    PIRP irp = IoAllocateIrp(1, FALSE);                 // EXPECT(irp-leak)
    if (!irp) return STATUS_NO_MEMORY;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
    ((CD)s->Dispatch)->WskSend(s, b, 0, irp);
    KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL);
    st = irp->IoStatus.Status;
    if (!NT_SUCCESS(st))
        return st;                                      // OR(irp-leak)
    IoFreeIrp(irp);
    return STATUS_SUCCESS;
}
NTSTATUS W3(PWSK_SOCKET s, PWSK_BUF b)
{
    KEVENT e; NTSTATUS st;
    PIRP irp = IoAllocateIrp(1, FALSE);                 // NOT(irp-leak)
    if (!irp) return STATUS_NO_MEMORY;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
    st = ((CD)s->Dispatch)->WskSend(s, b, 0, irp);
    if (st == STATUS_PENDING)
        KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL);
    st = irp->IoStatus.Status;
    IoFreeIrp(irp);
    return st;
}
