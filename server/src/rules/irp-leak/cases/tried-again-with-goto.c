// CASE: a request is tried again with goto, and on one way out the IRP is left behind
#include <ntddk.h>
#include <wsk.h>
static NTSTATUS NTAPI Done(PDEVICE_OBJECT device, PIRP irp, PVOID context)
{
    UNREFERENCED_PARAMETER(device); UNREFERENCED_PARAMETER(irp);
    KeSetEvent((PKEVENT)context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
static NTSTATUS BindOnce(PWSK_SOCKET socket, PSOCKADDR address, PIRP irp)
{
    KEVENT done; NTSTATUS status;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoReuseIrp(irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(irp, Done, &done, TRUE, TRUE, TRUE);
    status = ((PWSK_PROVIDER_LISTEN_DISPATCH)socket->Dispatch)->WskBind(socket, address, 0, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
    }
    return status;
}
NTSTATUS BindNearPort(PWSK_SOCKET socket, PSOCKADDR_IN address, USHORT tries)
{
    USHORT tried = 0; NTSTATUS status;
    PIRP irp = IoAllocateIrp(1, FALSE);                // NOT(irp-leak)
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
again:
    status = BindOnce(socket, (PSOCKADDR)address, irp);
    if (status == STATUS_ADDRESS_ALREADY_EXISTS && tried++ < tries) {
        address->sin_port++;
        goto again;
    }
    IoFreeIrp(irp);
    return status;
}
NTSTATUS BindNearPortOrGiveUp(PWSK_SOCKET socket, PSOCKADDR_IN address, USHORT tries)
{
    USHORT tried = 0; NTSTATUS status;
    PIRP irp = IoAllocateIrp(1, FALSE);                // EXPECT(irp-leak)
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
again:
    status = BindOnce(socket, (PSOCKADDR)address, irp);
    if (status == STATUS_ADDRESS_ALREADY_EXISTS) {
        if (tried++ == tries) return STATUS_RETRY;     // OR(irp-leak)
        address->sin_port++;
        goto again;
    }
    IoFreeIrp(irp);
    return status;
}
NTSTATUS BindWithNewIrps(PWSK_SOCKET socket, PSOCKADDR_IN address, USHORT tries)
{
    USHORT tried = 0; NTSTATUS status;
    PIRP irp = IoAllocateIrp(1, FALSE);                // NOT(irp-leak)
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
again:
    status = BindOnce(socket, (PSOCKADDR)address, irp);
    if (status == STATUS_ADDRESS_ALREADY_EXISTS && tried++ < tries) {
        IoFreeIrp(irp);
        irp = IoAllocateIrp(1, FALSE);                 // NOT(irp-leak)
        if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
        address->sin_port++;
        goto again;
    }
    IoFreeIrp(irp);
    return status;
}
