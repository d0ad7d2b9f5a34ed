// CASE: a cleanup helper is handed an IRP that the routine has freed; another caller has given it up before
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI CleanSent(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID CleanUp(PIRP Irp, PMDL Mdl)
{
    if (Mdl != NULL)
        IoFreeMdl(Mdl);
    if (Irp != NULL)
        IoFreeIrp(Irp);                                 // NOT(irp-double-free)
}

NTSTATUS CleanSend(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *table = Socket->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);
    NTSTATUS status;

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, CleanSent, NULL, TRUE, TRUE, TRUE);
    status = table->WskSend(Socket, Buffer, 0, irp);
    if (NT_SUCCESS(status))
        return status;
    CleanUp(irp, NULL);                                 // EXPECT(irp-double-free)
    return status;
}

NTSTATUS CleanSendIf(PWSK_SOCKET Socket, PWSK_BUF Buffer, BOOLEAN Wanted)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *table = Socket->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);
    NTSTATUS status = STATUS_INVALID_PARAMETER;

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    if (Wanted) {
        IoSetCompletionRoutine(irp, CleanSent, NULL, TRUE, TRUE, TRUE);
        status = table->WskSend(Socket, Buffer, 0, irp);
        irp = NULL;
    }
    CleanUp(irp, NULL);                                 // NOT(irp-double-free)
    return status;
}
