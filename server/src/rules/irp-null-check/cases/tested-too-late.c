// CASE: the test comes after the first use
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI LateFreeOnDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS LateClose(PWSK_SOCKET Socket)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH conn = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);                                         // OR(irp-null-check)

    IoSetCompletionRoutine(irp, LateFreeOnDone, NULL, TRUE, TRUE, TRUE);        // EXPECT(irp-null-check)

    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    return conn->WskCloseSocket(Socket, irp);
}
