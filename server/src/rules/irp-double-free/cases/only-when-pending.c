// CASE: the sender frees where the request is pending, and so does the routine; where the routine only signals, the waiter frees
#include <ntddk.h>
#include <wsk.h>
static NTSTATUS NTAPI Frees(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(c);
    IoFreeIrp(irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
static NTSTATUS NTAPI Signals(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(irp);
    KeSetEvent(c, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
NTSTATUS Both(PWSK_SOCKET s, PWSK_BUF b)
{
    NTSTATUS st;
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, Frees, NULL, TRUE, TRUE, TRUE);
    st = ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskSend(s, b, 0, irp);
    if (st == STATUS_PENDING) {
        IoFreeIrp(irp); // EXPECT(irp-double-free)
        st = STATUS_SUCCESS;
    }
    return st;
}
NTSTATUS Waiter(PWSK_SOCKET s, PWSK_BUF b)
{
    KEVENT e;
    NTSTATUS st;
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Signals, &e, TRUE, TRUE, TRUE);
    st = ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskSend(s, b, 0, irp);
    if (st == STATUS_PENDING) {
        KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL);
        st = irp->IoStatus.Status;
    }
    IoFreeIrp(irp); // NOT(irp-double-free)
    return st;
}
