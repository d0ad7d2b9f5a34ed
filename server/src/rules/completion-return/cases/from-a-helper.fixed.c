// CASE: the routine returns what its helper returns, and the helper always returns STATUS_SUCCESS
#include <ntddk.h>
#include <wsk.h>

typedef struct _TALLY { volatile LONG Ok, Bad; } TALLY;

static NTSTATUS tally_add(TALLY *t, NTSTATUS st)
{
    InterlockedIncrement(NT_SUCCESS(st) ? &t->Ok : &t->Bad);
    return STATUS_SUCCESS;                              // OR(completion-return)
}

static NTSTATUS NTAPI tally_done(PDEVICE_OBJECT dev, PIRP irp, PVOID ctx)
{
    NTSTATUS st = irp->IoStatus.Status;

    UNREFERENCED_PARAMETER(dev);
    IoFreeIrp(irp);
    (VOID)tally_add(ctx, st);                          // EXPECT(completion-return)
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS tally_send(PWSK_SOCKET s, PWSK_BUF b, PSOCKADDR to, TALLY *t)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *udp = s->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, tally_done, t, TRUE, TRUE, TRUE);
    return udp->WskSendTo(s, b, 0, to, 0, NULL, irp);
}
