// CASE: the wait ends, and Information is used as a socket whatever the request's status was
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI HopSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS HopOpen(PWSK_PROVIDER_NPI Npi, PSOCKADDR Local, PWSK_SOCKET *Hop)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *ops;
    PWSK_SOCKET socket;
    KEVENT event;
    NTSTATUS status;
    PIRP irp;

    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, HopSignal, &event, TRUE, TRUE, TRUE);
    (VOID)Npi->Dispatch->WskSocket(Npi->Client, AF_INET6, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                                   NULL, NULL, NULL, NULL, NULL, irp);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);

    socket = (PWSK_SOCKET)irp->IoStatus.Information;                // EXPECT(socket-from-failed-irp)
    ops = socket->Dispatch;                                         // OR(socket-from-failed-irp)

    IoReuseIrp(irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(irp, HopSignal, &event, TRUE, TRUE, TRUE);
    (VOID)ops->WskBind(socket, Local, 0, irp);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    status = irp->IoStatus.Status;
    *Hop = socket;
    IoFreeIrp(irp);
    return status;
}
