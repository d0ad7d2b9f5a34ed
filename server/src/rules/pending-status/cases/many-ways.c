// CASE: STATUS_PENDING taken as the result after waiting; near misses
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
NTSTATUS S1(PWSK_SOCKET s, PWSK_BUF b)
{
    KEVENT e; NTSTATUS st; PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
    st = ((CD)s->Dispatch)->WskSend(s, b, 0, irp);
    if (st == STATUS_PENDING)
        KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(irp);
    return st;                                                        // EXPECT(pending-status)
}
NTSTATUS S2(PWSK_SOCKET s, PWSK_BUF b)
{
    KEVENT e; NTSTATUS st; PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
    st = ((CD)s->Dispatch)->WskSend(s, b, 0, irp);
    KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(irp);
    if (!NT_SUCCESS(st)) {                                             // EXPECT(pending-status)
        DbgPrint("failed\n");
        return STATUS_UNSUCCESSFUL;
    }
    return STATUS_SUCCESS;
}
NTSTATUS S3(PWSK_SOCKET s, PWSK_BUF b)
{
    KEVENT e; NTSTATUS st; PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
    st = ((CD)s->Dispatch)->WskSend(s, b, 0, irp);
    if (STATUS_PENDING == st) {
        KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL);
        st = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);
    return st;                                                        // NOT(pending-status)
}
NTSTATUS S4(PWSK_SOCKET s, PWSK_BUF b)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    IoSetCompletionRoutine(irp, Drop, NULL, TRUE, TRUE, TRUE);
    return ((CD)s->Dispatch)->WskSend(s, b, 0, irp);                   // NOT(pending-status)
}
typedef struct _OP { KEVENT E; NTSTATUS Final; SIZE_T Bytes; } OP;
static NTSTATUS NTAPI OpDone(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    OP *op = (OP *)c; UNREFERENCED_PARAMETER(d);
    op->Final = irp->IoStatus.Status; op->Bytes = irp->IoStatus.Information;
    IoFreeIrp(irp);
    KeSetEvent(&op->E, 0, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
NTSTATUS S5(PWSK_SOCKET s, PWSK_BUF b)
{
    OP op; NTSTATUS st; PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    KeInitializeEvent(&op.E, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, OpDone, &op, TRUE, TRUE, TRUE);
    st = ((CD)s->Dispatch)->WskSend(s, b, 0, irp);
    KeWaitForSingleObject(&op.E, Executive, KernelMode, FALSE, NULL);
    return st == STATUS_PENDING ? op.Final : st;                       // NOT(pending-status)
}
NTSTATUS S6(PWSK_SOCKET s, PWSK_BUF b, PSIZE_T sent)
{
    OP op; NTSTATUS st; PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    KeInitializeEvent(&op.E, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, OpDone, &op, TRUE, TRUE, TRUE);
    st = ((CD)s->Dispatch)->WskSend(s, b, 0, irp);
    if (NT_SUCCESS(st)) {
        KeWaitForSingleObject(&op.E, Executive, KernelMode, FALSE, NULL);
        *sent = op.Bytes;
    }
    return st;                                                        // EXPECT(pending-status)
}
