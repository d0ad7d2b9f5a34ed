// CASE: helpers allocate and free; the caller forgets on one path
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
static PIRP NewIrp(PIO_COMPLETION_ROUTINE fn, PVOID ctx)
{
    PIRP irp = IoAllocateIrp(1, FALSE);                // OR(irp-leak)
    if (irp != NULL)
        IoSetCompletionRoutine(irp, fn, ctx, TRUE, TRUE, TRUE);
    return irp;
}
static VOID DelIrp(PIRP irp) { IoFreeIrp(irp); }
NTSTATUS H1(PWSK_SOCKET s, PWSK_BUF b)
{
    KEVENT e; NTSTATUS st; PIRP irp;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    irp = NewIrp(Sig, &e);                             // EXPECT(irp-leak)
    if (!irp) return STATUS_NO_MEMORY;
    if (b->Length == 0)
        return STATUS_INVALID_PARAMETER;               // OR(irp-leak)
    ((CD)s->Dispatch)->WskSend(s, b, 0, irp);
    KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL);
    st = irp->IoStatus.Status;
    DelIrp(irp);
    return st;
}
NTSTATUS H2(PWSK_SOCKET s, PWSK_BUF b)
{
    KEVENT e; NTSTATUS st; PIRP irp;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    irp = NewIrp(Sig, &e);                             // NOT(irp-leak)
    if (!irp) return STATUS_NO_MEMORY;
    ((CD)s->Dispatch)->WskSend(s, b, 0, irp);
    KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL);
    st = irp->IoStatus.Status;
    DelIrp(irp);
    return st;
}
