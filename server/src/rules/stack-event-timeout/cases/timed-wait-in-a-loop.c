// CASE: a timed wait in a loop until the event is set; a loop that gives up after some turns
#include <ntddk.h>
#include <wsk.h>
static NTSTATUS NTAPI Sg(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    (void)d; (void)i;
    KeSetEvent(c, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
NTSTATUS Patient(PWSK_SOCKET s, PWSK_BUF b)
{
    LARGE_INTEGER t;
    KEVENT ev;
    NTSTATUS st;
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    t.QuadPart = -10000000;
    KeInitializeEvent(&ev, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sg, &ev, TRUE, TRUE, TRUE);
    (void)((const WSK_PROVIDER_CONNECTION_DISPATCH *)s->Dispatch)->WskReceive(s, b, 0, irp);
    while (KeWaitForSingleObject(&ev, Executive, KernelMode, FALSE, &t) == STATUS_TIMEOUT)     // NOT(stack-event-timeout)
        DbgPrint("still waiting\n");
    st = irp->IoStatus.Status;
    IoFreeIrp(irp);
    return st;
}
NTSTATUS Hasty(PWSK_SOCKET s, PWSK_BUF b)
{
    LARGE_INTEGER t;
    KEVENT ev;
    NTSTATUS st;
    int tries;
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    t.QuadPart = -10000000;
    KeInitializeEvent(&ev, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sg, &ev, TRUE, TRUE, TRUE);
    (void)((const WSK_PROVIDER_CONNECTION_DISPATCH *)s->Dispatch)->WskReceive(s, b, 0, irp);
    for (tries = 0; tries < 3; tries++) {
        if (KeWaitForSingleObject(&ev, Executive, KernelMode, FALSE, &t) == STATUS_SUCCESS) {   // EXPECT(stack-event-timeout)
            st = irp->IoStatus.Status;
            IoFreeIrp(irp);
            return st;
        }
    }
    return STATUS_IO_TIMEOUT;                   // OR(stack-event-timeout)
}
