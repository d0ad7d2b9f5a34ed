// CASE: timeouts: gives up, cancels and waits, cancels without waiting, helper with milliseconds
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
static LARGE_INTEGER Ms(LONG ms) { LARGE_INTEGER t; t.QuadPart = -10000LL * ms; return t; }
NTSTATUS T1(PWSK_SOCKET s, PWSK_BUF b)
{
    KEVENT e; NTSTATUS st; LARGE_INTEGER t; PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
    st = ((CD)s->Dispatch)->WskReceive(s, b, 0, irp);
    if (st == STATUS_PENDING) {
        t.QuadPart = -50000000LL;
        st = KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, &t);    // EXPECT(stack-event-timeout)
        if (st == STATUS_TIMEOUT) {
            IoCancelIrp(irp);
            return STATUS_IO_TIMEOUT;
        }
        st = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);
    return st;
}
NTSTATUS T2(PWSK_SOCKET s, PWSK_BUF b)
{
    KEVENT e; NTSTATUS st; LARGE_INTEGER t = Ms(5000); PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
    st = ((CD)s->Dispatch)->WskReceive(s, b, 0, irp);
    if (st == STATUS_PENDING) {
        if (KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, &t) == STATUS_TIMEOUT) {   // NOT(stack-event-timeout)
            IoCancelIrp(irp);
            KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL);
        }
        st = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);
    return st;
}
NTSTATUS T3(PWSK_SOCKET s, PWSK_BUF b)
{
    KEVENT e; NTSTATUS st; LARGE_INTEGER t; PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
    st = ((CD)s->Dispatch)->WskReceive(s, b, 0, irp);
    t.QuadPart = -10 * 1000 * 1000;
    if (st == STATUS_PENDING) {
        st = KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, &t);    // EXPECT(stack-event-timeout)
        if (st == STATUS_SUCCESS)
            st = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);
    return st;
}
