// CASE: an APC routine where a completion routine belongs: what becomes of the IRP is not judged besides
#include <ntddk.h>
#include <wsk.h>

static VOID NTAPI ApcDone(PVOID Context, PIO_STATUS_BLOCK Result, ULONG Reserved)
{
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Result);
    UNREFERENCED_PARAMETER(Reserved);
}

static NTSTATUS NTAPI ApcRight(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS ApcSend(PWSK_SOCKET Socket, PWSK_BUF Buffer, PVOID Routine)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *table = Socket->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);                             // NOT(irp-leak)

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, (PIO_COMPLETION_ROUTINE)Routine, NULL, TRUE, TRUE, TRUE);
    return table->WskSend(Socket, Buffer, 0, irp);
}

NTSTATUS ApcWrong(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    return ApcSend(Socket, Buffer, (PVOID)ApcDone);                 // EXPECT(completion-signature)
}

NTSTATUS ApcFine(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    return ApcSend(Socket, Buffer, (PVOID)ApcRight);                // NOT(completion-signature)
}
