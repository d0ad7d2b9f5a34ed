// CASE: any of several events ends the wait: another one than the request's leaves the request outstanding
#include <ntddk.h>
#include <wsk.h>
extern KEVENT Shutdown;
typedef struct _ANSWER { KEVENT There; NTSTATUS Status; } ANSWER;
static NTSTATUS NTAPI Answered(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    ANSWER *a = c;
    UNREFERENCED_PARAMETER(d);
    a->Status = irp->IoStatus.Status;
    KeSetEvent(&a->There, IO_NO_INCREMENT, FALSE);
    IoFreeIrp(irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
static BOOLEAN Ask(PWSK_SOCKET s, PWSK_BUF b, ANSWER *a, PIRP *irp)
{
    *irp = IoAllocateIrp(1, FALSE);
    if (*irp == NULL) return FALSE;
    KeInitializeEvent(&a->There, NotificationEvent, FALSE);
    IoSetCompletionRoutine(*irp, Answered, a, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskReceive(s, b, 0, *irp);
    return TRUE;
}
NTSTATUS Leaves(PWSK_SOCKET s, PWSK_BUF b)
{
    ANSWER a;
    PIRP irp;
    PVOID events[] = { &a.There, &Shutdown };
    LARGE_INTEGER limit;
    NTSTATUS st;
    if (!Ask(s, b, &a, &irp)) return STATUS_INSUFFICIENT_RESOURCES;
    limit.QuadPart = -50000000;
    st = KeWaitForMultipleObjects(2, events, WaitAny, Executive, KernelMode, FALSE, &limit, NULL); // EXPECT(stack-event-timeout)
    return st == STATUS_WAIT_0 ? a.Status : STATUS_CANCELLED;
}
NTSTATUS Stays(PWSK_SOCKET s, PWSK_BUF b)
{
    ANSWER a;
    PIRP irp;
    PVOID events[2];
    LARGE_INTEGER limit;
    NTSTATUS st;
    if (!Ask(s, b, &a, &irp)) return STATUS_INSUFFICIENT_RESOURCES;
    limit.QuadPart = -50000000;
    events[0] = &Shutdown;
    events[1] = &a.There;
    st = KeWaitForMultipleObjects(2, events, WaitAny, Executive, KernelMode, FALSE, &limit, NULL); // NOT(stack-event-timeout)
    if (st != STATUS_WAIT_1) KeWaitForSingleObject(&a.There, Executive, KernelMode, FALSE, NULL);
    return a.Status;
}
