// CASE: an IRP without a stack location
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI NilFreeOnDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS NilClose(PWSK_SOCKET Socket)
{
    PWSK_PROVIDER_BASIC_DISPATCH basic = (PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch;
    PIRP irp;

    irp = IoAllocateIrp(1, FALSE);                  // EXPECT(irp-stack-size)
    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, NilFreeOnDone, NULL, TRUE, TRUE, TRUE);
    return basic->WskCloseSocket(Socket, irp);
}
