// CASE: the shared label frees what the routine has freed
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
NTSTATUS D1(PWSK_SOCKET s, PWSK_BUF b)
{
    NTSTATUS st; PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    IoSetCompletionRoutine(irp, Drop, NULL, TRUE, TRUE, TRUE);
    if (b->Length == 0) { st = STATUS_INVALID_PARAMETER; goto fail; }
    st = ((CD)s->Dispatch)->WskSend(s, b, 0, irp);
    if (st == STATUS_PENDING || NT_SUCCESS(st))
        return st;
fail:
    IoFreeIrp(irp);                                    // EXPECT(irp-double-free)
    return st;
}
NTSTATUS D2(PWSK_SOCKET s, PWSK_BUF b)
{
    NTSTATUS st; PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    IoSetCompletionRoutine(irp, Drop, NULL, TRUE, TRUE, TRUE);
    st = ((CD)s->Dispatch)->WskSend(s, b, 0, irp);
    if (st != STATUS_PENDING)
        IoFreeIrp(irp);                                // EXPECT(irp-double-free)
    return st;
}
NTSTATUS D3(PWSK_SOCKET s, PWSK_BUF b)
{
    NTSTATUS st; KEVENT e; PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
    st = ((CD)s->Dispatch)->WskSend(s, b, 0, irp);
    if (st == STATUS_PENDING) {
        KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL);
        st = irp->IoStatus.Status;
        IoFreeIrp(irp);
    }
    IoFreeIrp(irp);                                    // EXPECT(irp-double-free)
    return st;
}
NTSTATUS D4(PWSK_SOCKET s, PWSK_BUF b)
{
    NTSTATUS st; KEVENT e; PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
    st = ((CD)s->Dispatch)->WskSend(s, b, 0, irp);
    if (st != STATUS_PENDING) { IoFreeIrp(irp); irp = NULL; }
    else { KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL); st = irp->IoStatus.Status; }
    if (irp) IoFreeIrp(irp);                           // NOT(irp-double-free)
    return st;
}
