// CASE: InvokeOnCancel is FALSE; a cancelled request is then completed by the I/O manager
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI CanFreeOnDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

VOID CanReceive(PWSK_SOCKET Socket, PWSK_BUF Window)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH conn = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return;
    IoSetCompletionRoutine(irp, CanFreeOnDone, NULL, TRUE, TRUE, FALSE);        // EXPECT(completion-invoke-flags)
    (VOID)conn->WskReceive(Socket, Window, 0, irp);
}
