// CASE: asynchronous calls hand the status on; STATUS_PENDING tells their caller that the routine will run
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI AsyFreeOnDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS AsySend(PWSK_SOCKET Socket, PWSK_BUF Data)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *conn = Socket->Dispatch;
    NTSTATUS status;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, AsyFreeOnDone, NULL, TRUE, TRUE, TRUE);
    status = conn->WskSend(Socket, Data, 0, irp);
    if (!NT_SUCCESS(status))                                                    // NOT(pending-status)
        DbgPrint("send refused: %08x\n", status);
    return status;                                                              // NOT(pending-status)
}

NTSTATUS AsyPair(PWSK_SOCKET Socket, PWSK_BUF A, PWSK_BUF B)
{
    NTSTATUS status = AsySend(Socket, A);

    return NT_SUCCESS(status) ? AsySend(Socket, B) : status;                    // NOT(pending-status)
}
