// CASE: tested in the condition, by !, by ?:, by a macro, and by looping until there is one
// CLEAN
#include <ntddk.h>
#include <wsk.h>

#define BAIL_IF_NULL(p) if ((p) == NULL) { return STATUS_INSUFFICIENT_RESOURCES; }

static NTSTATUS NTAPI WayFreeOnDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS WayArm(PIRP Irp)
{
    IoSetCompletionRoutine(Irp, WayFreeOnDone, NULL, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

NTSTATUS WayOne(PWSK_SOCKET S, PWSK_BUF B)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *d = S->Dispatch;
    PIRP irp;

    if ((irp = IoAllocateIrp(1, FALSE)) == NULL)
        return STATUS_NO_MEMORY;
    (void)WayArm(irp);                                      // NOT(irp-null-check)
    return d->WskSend(S, B, 0, irp);
}

NTSTATUS WayTwo(PWSK_SOCKET S, PWSK_BUF B)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *d = S->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);

    BAIL_IF_NULL(irp);
    (void)WayArm(irp);                                      // NOT(irp-null-check)
    return d->WskSend(S, B, 0, irp);
}

NTSTATUS WayThree(PWSK_SOCKET S, PWSK_BUF B)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *d = S->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);
    NTSTATUS st = irp ? WayArm(irp) : STATUS_NO_MEMORY;     // NOT(irp-null-check)

    return NT_SUCCESS(st) ? d->WskSend(S, B, 0, irp) : st;  // NOT(irp-null-check)
}

VOID WayFour(PWSK_SOCKET S)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *d = S->Dispatch;
    LARGE_INTEGER tick = { .QuadPart = -10000 };
    PIRP irp;

    while (!(irp = IoAllocateIrp(1, FALSE)))
        KeDelayExecutionThread(KernelMode, FALSE, &tick);
    IoSetCompletionRoutine(irp, WayFreeOnDone, NULL, TRUE, TRUE, TRUE);     // NOT(irp-null-check)
    (void)d->WskCloseSocket(S, irp);
}
