// CASE: a second request with an IRP whose routine frees it: one mistake, one finding
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI OnceDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS OncePair(PWSK_SOCKET Socket, PWSK_BUF First, PWSK_BUF Second)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *table = Socket->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, OnceDone, NULL, TRUE, TRUE, TRUE);
    (void)table->WskSend(Socket, First, 0, irp);
    IoSetCompletionRoutine(irp, OnceDone, NULL, TRUE, TRUE, TRUE);      // NOT(irp-use-after-free)
    return table->WskSend(Socket, Second, 0, irp);                      // EXPECT(irp-reuse)
}
