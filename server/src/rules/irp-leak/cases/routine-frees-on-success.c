// CASE: the routine frees on success only; a routine that queues it; one that stores it
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
typedef struct _Q { LIST_ENTRY List; KSPIN_LOCK Lock; PIRP Spare; PWSK_SOCKET Socket; } Q;
static NTSTATUS NTAPI OnlyOnSuccess(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    UNREFERENCED_PARAMETER(d); UNREFERENCED_PARAMETER(c);
    if (NT_SUCCESS(irp->IoStatus.Status))
        IoFreeIrp(irp);
    return STATUS_MORE_PROCESSING_REQUIRED;             // OR(irp-leak)
}
static NTSTATUS NTAPI Keep(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    ((Q *)c)->Spare = irp;
    return STATUS_MORE_PROCESSING_REQUIRED;
}
static NTSTATUS NTAPI Queue(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    Q *q = (Q *)c;
    UNREFERENCED_PARAMETER(d);
    ExInterlockedInsertTailList(&q->List, &irp->Tail.Overlay.ListEntry, &q->Lock);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
NTSTATUS P1(Q *q, PWSK_BUF b)
{
    PIRP irp = IoAllocateIrp(1, FALSE);                // EXPECT(irp-leak)
    if (!irp) return STATUS_NO_MEMORY;
    IoSetCompletionRoutine(irp, OnlyOnSuccess, q, TRUE, TRUE, TRUE);
    return ((CD)q->Socket->Dispatch)->WskSend(q->Socket, b, 0, irp);
}
NTSTATUS P2(Q *q, PWSK_BUF b)
{
    PIRP irp = IoAllocateIrp(1, FALSE);                // NOT(irp-leak)
    if (!irp) return STATUS_NO_MEMORY;
    IoSetCompletionRoutine(irp, Keep, q, TRUE, TRUE, TRUE);
    return ((CD)q->Socket->Dispatch)->WskSend(q->Socket, b, 0, irp);
}
NTSTATUS P3(Q *q, PWSK_BUF b)
{
    PIRP irp = IoAllocateIrp(1, FALSE);                // NOT(irp-leak)
    if (!irp) return STATUS_NO_MEMORY;
    IoSetCompletionRoutine(irp, Queue, q, TRUE, TRUE, TRUE);
    return ((CD)q->Socket->Dispatch)->WskSend(q->Socket, b, 0, irp);
}
