// CASE: the request may have ended, and its routine has freed the IRP that is cancelled
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI Ended(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    InterlockedDecrement((volatile LONG *)Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

VOID ReceiveForAWhile(PWSK_SOCKET Socket, PWSK_BUF Buffer, volatile LONG *Outstanding)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
    LARGE_INTEGER Second;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return;
    InterlockedIncrement(Outstanding);
    IoSetCompletionRoutine(Irp, Ended, (PVOID)Outstanding, TRUE, TRUE, TRUE);
    (VOID)Dispatch->WskReceive(Socket, Buffer, 0, Irp);
    Second.QuadPart = -10000000;
    KeDelayExecutionThread(KernelMode, FALSE, &Second);
    IoCancelIrp(Irp); // EXPECT(irp-use-after-free)
}
