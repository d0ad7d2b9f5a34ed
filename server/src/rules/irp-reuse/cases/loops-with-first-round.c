// CASE: loops that reset the IRP from the second round on
// CLEAN
#include <ntddk.h>
#include <wsk.h>
static NTSTATUS NTAPI Sig(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    (void)d; (void)i;
    KeSetEvent((PKEVENT)c, 0, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
NTSTATUS L1(PWSK_SOCKET s, PWSK_BUF b, ULONG n)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH d = (PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch;
    KEVENT e; NTSTATUS st = STATUS_SUCCESS; ULONG i;
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&e, SynchronizationEvent, FALSE);
    for (i = 0; i < n; i++) {
        if (i > 0) IoReuseIrp(irp, STATUS_UNSUCCESSFUL);
        IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
        st = d->WskSend(s, &b[i], 0, irp);
        if (st == STATUS_PENDING) {
            KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL);
            st = irp->IoStatus.Status;
        }
        if (!NT_SUCCESS(st)) break;
        KeClearEvent(&e);
    }
    IoFreeIrp(irp);
    return st;
}
NTSTATUS L2(PWSK_SOCKET s, PWSK_BUF b, ULONG n)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH d = (PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch;
    KEVENT e; NTSTATUS st = STATUS_SUCCESS; BOOLEAN first = TRUE;
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&e, SynchronizationEvent, FALSE);
    while (n--) {
        if (!first) { IoReuseIrp(irp, STATUS_UNSUCCESSFUL); KeClearEvent(&e); }
        first = FALSE;
        IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
        d->WskSend(s, b++, 0, irp);
        KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL);
        st = irp->IoStatus.Status;
        if (!NT_SUCCESS(st)) break;
    }
    IoFreeIrp(irp);
    return st;
}
NTSTATUS L3(PWSK_SOCKET s, PWSK_BUF b)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH d = (PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch;
    KEVENT e; NTSTATUS st; SIZE_T left = b->Length;
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    do {
        IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
        st = d->WskReceive(s, b, 0, irp);
        if (st == STATUS_PENDING) KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL);
        st = irp->IoStatus.Status;
        if (!NT_SUCCESS(st)) break;
        if (irp->IoStatus.Information == 0) { st = STATUS_CONNECTION_DISCONNECTED; break; }
        left -= irp->IoStatus.Information;
        b->Offset += (ULONG)irp->IoStatus.Information;
        b->Length = left;
        KeResetEvent(&e);
        IoReuseIrp(irp, STATUS_SUCCESS);
    } while (left > 0);
    IoFreeIrp(irp);
    return st;
}
NTSTATUS L4(PWSK_SOCKET s, PWSK_BUF b, ULONG n)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH d = (PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch;
    KEVENT e; NTSTATUS st = STATUS_SUCCESS; ULONG i;
    KeInitializeEvent(&e, SynchronizationEvent, FALSE);
    for (i = 0; i < n; ++i) {
        PIRP irp = IoAllocateIrp(1, FALSE);
        if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
        IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
        st = d->WskSend(s, &b[i], 0, irp);
        if (st == STATUS_PENDING) KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL);
        else KeClearEvent(&e);
        st = irp->IoStatus.Status;
        IoFreeIrp(irp);
        if (!NT_SUCCESS(st)) break;
    }
    return st;
}
NTSTATUS L5(PWSK_SOCKET s, PWSK_BUF b, ULONG n)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH d = (PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch;
    KEVENT e; NTSTATUS st = STATUS_SUCCESS; PIRP irp = NULL;
    KeInitializeEvent(&e, SynchronizationEvent, FALSE);
    for (;;) {
        if (n-- == 0) break;
        if (irp == NULL) {
            irp = IoAllocateIrp(1, FALSE);
            if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
        } else {
            IoReuseIrp(irp, STATUS_UNSUCCESSFUL);
        }
        IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
        d->WskSend(s, b++, 0, irp);
        KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL);
        st = irp->IoStatus.Status;
    }
    if (irp) IoFreeIrp(irp);
    return st;
}
