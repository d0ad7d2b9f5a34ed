// CASE: one location, more than one, and a count that only the device knows
// CLEAN
#include <ntddk.h>
#include <wsk.h>

#define WSK_LOCATIONS 1

static NTSTATUS NTAPI CntSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS CntBind(PWSK_SOCKET Socket, PSOCKADDR Local, PDEVICE_OBJECT Lower, BOOLEAN Shared)
{
    PWSK_PROVIDER_DATAGRAM_DISPATCH udp = (PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch;
    KEVENT bound;
    NTSTATUS status;
    PIRP irp;

    if (Shared)
        irp = IoAllocateIrp(Lower->StackSize, FALSE);       // NOT(irp-stack-size)
    else
        irp = IoAllocateIrp(WSK_LOCATIONS, FALSE);          // NOT(irp-stack-size)
    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&bound, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, CntSignal, &bound, TRUE, TRUE, TRUE);
    (VOID)udp->WskBind(Socket, Local, 0, irp);
    KeWaitForSingleObject(&bound, Executive, KernelMode, FALSE, NULL);
    status = irp->IoStatus.Status;
    IoFreeIrp(irp);
    return status;
}
