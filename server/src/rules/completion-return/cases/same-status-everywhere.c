// CASE: a local, ?: with the same value on both sides, early return: always STATUS_MORE_PROCESSING_REQUIRED
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI EvenDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    NTSTATUS result = STATUS_MORE_PROCESSING_REQUIRED;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (Context == NULL) {
        IoFreeIrp(Irp);
        return result;                                  // NOT(completion-return)
    }
    InterlockedIncrement((volatile LONG *)Context);
    IoFreeIrp(Irp);
    return result;                                      // NOT(completion-return)
}

/* no completion routine, only the same parameters: called for every finished batch */
NTSTATUS NTAPI EvenReport(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    return Irp->IoStatus.Status;                        // NOT(completion-return)
}

NTSTATUS EvenClose(PWSK_SOCKET Socket, volatile LONG *Closed)
{
    PWSK_PROVIDER_BASIC_DISPATCH basic = (PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, EvenDone, (PVOID)Closed, TRUE, TRUE, TRUE);
    return basic->WskCloseSocket(Socket, irp);
}
