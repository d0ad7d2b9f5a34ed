// CASE: SO_REUSEADDR is set after WskBind in the function that creates the socket
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI McSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID McArm(PIRP Irp, PKEVENT Event)
{
    IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(Event);
    IoSetCompletionRoutine(Irp, McSignal, Event, TRUE, TRUE, TRUE);
}

NTSTATUS McOpen(PWSK_PROVIDER_NPI Npi, PSOCKADDR_IN Local, PWSK_SOCKET *Out)
{
    CONST WSK_PROVIDER_DATAGRAM_DISPATCH *Dispatch;
    ULONG Share = 1;
    PWSK_SOCKET Socket;
    KEVENT Event;
    NTSTATUS Status;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Event, SynchronizationEvent, FALSE);

    McArm(Irp, &Event);
    (VOID)Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                                   NULL, NULL, NULL, NULL, NULL, Irp);
    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
    if (!NT_SUCCESS(Status))
        goto Exit;
    Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    *Out = Socket;
    Dispatch = Socket->Dispatch;

    McArm(Irp, &Event);
    (VOID)Dispatch->WskBind(Socket, (PSOCKADDR)Local, 0, Irp);
    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
    if (!NT_SUCCESS(Status))
        goto Exit;

    McArm(Irp, &Event);
    (VOID)Dispatch->WskControlSocket(Socket, WskSetOption, SO_REUSEADDR,        // EXPECT(option-timing)
                                     SOL_SOCKET, sizeof(Share), &Share, 0, NULL, NULL, Irp);
    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
Exit:
    IoFreeIrp(Irp);
    return Status;
}
