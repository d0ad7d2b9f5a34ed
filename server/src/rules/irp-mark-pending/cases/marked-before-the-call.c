// CASE: an own IRP is marked pending like a client's before it goes to WSK
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI Freed(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS Close(PWSK_SOCKET Socket)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, Freed, NULL, TRUE, TRUE, TRUE);
    IoMarkIrpPending(Irp); // EXPECT(irp-mark-pending)
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Irp);
}

NTSTATUS Elsewhere(PDEVICE_OBJECT Lower)
{
    PIRP Irp = IoAllocateIrp(Lower->StackSize, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, Freed, NULL, TRUE, TRUE, TRUE);
    return IoCallDriver(Lower, Irp); // NOT(irp-mark-pending)
}
