// CASE: IoMarkIrpPending on an own IRP: it has no current stack location to mark
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI MarkDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    InterlockedIncrement((volatile LONG *)Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS MarkSend(PWSK_SOCKET Socket, PWSK_BUF Data, volatile LONG *Done)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH conn = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, MarkDone, (PVOID)Done, TRUE, TRUE, TRUE);
    return conn->WskSend(Socket, Data, 0, irp);
}
