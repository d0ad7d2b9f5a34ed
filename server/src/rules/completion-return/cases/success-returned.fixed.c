// CASE: the routine frees the IRP and returns STATUS_SUCCESS: the I/O manager goes on with freed memory
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI PushDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);

    InterlockedDecrement((volatile LONG *)Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;                              // EXPECT(completion-return)
}

NTSTATUS Push(PWSK_SOCKET Socket, PWSK_BUF Data, volatile LONG *InFlight)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH conn = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    InterlockedIncrement(InFlight);
    IoSetCompletionRoutine(irp, PushDone, (PVOID)InFlight, TRUE, TRUE, TRUE);
    return conn->WskSend(Socket, Data, 0, irp);
}
