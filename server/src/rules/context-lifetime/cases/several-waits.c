// CASE: one wait for all of several requests, or for any of them
#include <ntddk.h>
#include <wsk.h>
extern KEVENT Shutdown;
typedef struct _PART { KEVENT Done; PIRP Irp; } PART;
static NTSTATUS NTAPI PartDone(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(irp);
    KeSetEvent(&((PART *)c)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
NTSTATUS All(PWSK_SOCKET s, PWSK_BUF out, PWSK_BUF in)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *d = s->Dispatch;
    PART tx, rx;
    PVOID both[2] = { &tx.Done, &rx.Done };
    NTSTATUS st;
    tx.Irp = IoAllocateIrp(1, FALSE);
    if (tx.Irp == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    rx.Irp = IoAllocateIrp(1, FALSE);
    if (rx.Irp == NULL) {
        IoFreeIrp(tx.Irp);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(&tx.Done, NotificationEvent, FALSE);
    KeInitializeEvent(&rx.Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(tx.Irp, PartDone, &tx, TRUE, TRUE, TRUE); // NOT(context-lifetime)
    IoSetCompletionRoutine(rx.Irp, PartDone, &rx, TRUE, TRUE, TRUE); // NOT(context-lifetime)
    d->WskSend(s, out, 0, tx.Irp);
    d->WskReceive(s, in, 0, rx.Irp);
    KeWaitForMultipleObjects(2, both, WaitAll, Executive, KernelMode, FALSE, NULL, NULL);
    st = tx.Irp->IoStatus.Status;
    if (NT_SUCCESS(st)) st = rx.Irp->IoStatus.Status;
    IoFreeIrp(tx.Irp);
    IoFreeIrp(rx.Irp);
    return st;
}
typedef struct _GIVEN { KEVENT There; NTSTATUS Status; } GIVEN;
static NTSTATUS NTAPI GivenDone(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    ((GIVEN *)c)->Status = irp->IoStatus.Status;
    IoFreeIrp(irp);
    KeSetEvent(&((GIVEN *)c)->There, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
NTSTATUS Any(PWSK_SOCKET s, PWSK_BUF in)
{
    GIVEN g;
    PVOID either[2] = { &Shutdown, &g.There };
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&g.There, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, GivenDone, &g, TRUE, TRUE, TRUE); // EXPECT(context-lifetime)
    ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskReceive(s, in, 0, irp);
    if (KeWaitForMultipleObjects(2, either, WaitAny, Executive, KernelMode, FALSE, NULL, NULL) == STATUS_WAIT_0)
        return STATUS_CANCELLED;
    return g.Status;
}
