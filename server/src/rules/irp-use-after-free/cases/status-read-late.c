// CASE: touched after the routine freed it, by IoStatus, by a cancel, by a second call
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
NTSTATUS U1(PWSK_SOCKET s, PWSK_BUF b)
{
    NTSTATUS st; PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    IoSetCompletionRoutine(irp, Drop, NULL, TRUE, TRUE, TRUE);
    st = ((CD)s->Dispatch)->WskSend(s, b, 0, irp);
    if (NT_SUCCESS(st))
        st = irp->IoStatus.Status;                                 // EXPECT(irp-use-after-free)
    return st;
}
NTSTATUS U2(PWSK_SOCKET s, PWSK_BUF b)
{
    KEVENT e; PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
    ((CD)s->Dispatch)->WskSend(s, b, 0, irp);
    KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(irp);
    return irp->IoStatus.Status;                                   // EXPECT(irp-use-after-free)
}
static NTSTATUS NTAPI FreeThenRead(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    IoFreeIrp(irp);
    *(NTSTATUS *)c = irp->IoStatus.Status;                          // EXPECT(irp-use-after-free)
    return STATUS_MORE_PROCESSING_REQUIRED;
}
NTSTATUS U3(PWSK_SOCKET s, PWSK_BUF b, NTSTATUS *out)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    IoSetCompletionRoutine(irp, FreeThenRead, out, TRUE, TRUE, TRUE);
    return ((CD)s->Dispatch)->WskSend(s, b, 0, irp);
}
NTSTATUS U4(PWSK_SOCKET s, PWSK_BUF b)
{
    KEVENT e; NTSTATUS st; PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
    st = ((CD)s->Dispatch)->WskSend(s, b, 0, irp);
    if (st == STATUS_PENDING) {
        KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL);
        st = irp->IoStatus.Status;                                  // NOT(irp-use-after-free)
    }
    IoFreeIrp(irp);
    return st;
}
