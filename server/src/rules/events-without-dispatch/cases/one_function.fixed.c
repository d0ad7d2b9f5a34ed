// CASE: created without a table, bound, then enabled, all in one function
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI MdnsDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* WskReceiveFromEvent: runs at IRQL <= DISPATCH_LEVEL and must not wait.
 * DataIndication is NULL when the socket is dead: it has to be closed.
 * Returns STATUS_SUCCESS, STATUS_PENDING or STATUS_DATA_NOT_ACCEPTED. */
static NTSTATUS WSKAPI OnReceiveFrom(
    PVOID SocketContext,
    ULONG Flags,
    PWSK_DATAGRAM_INDICATION DataIndication)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(DataIndication);

    return STATUS_SUCCESS;
}

static const WSK_CLIENT_DATAGRAM_DISPATCH SocketEvents = {
    OnReceiveFrom
};

NTSTATUS MdnsOpen(PWSK_PROVIDER_NPI Npi, PVOID Owner, PSOCKADDR Local, PWSK_SOCKET *Out)
{
    WSK_EVENT_CALLBACK_CONTROL Control;
    PWSK_PROVIDER_DATAGRAM_DISPATCH Dispatch;
    PWSK_SOCKET Socket;
    NTSTATUS Status;
    KEVENT Event;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, MdnsDone, &Event, TRUE, TRUE, TRUE);
    Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, Owner,
                             &SocketEvents,                                          // OR(events-without-dispatch)
                             NULL, NULL, NULL, Irp);
    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
    if (!NT_SUCCESS(Status))
        goto Exit;
    Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    *Out = Socket;
    Dispatch = (PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch;

    IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Irp, MdnsDone, &Event, TRUE, TRUE, TRUE);
    Dispatch->WskBind(Socket, Local, 0, Irp);
    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
    if (!NT_SUCCESS(Status))
        goto Exit;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = WSK_EVENT_RECEIVE_FROM;                             // EXPECT(events-without-dispatch)
    Status = Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,    // OR(events-without-dispatch)
                                        sizeof(Control), &Control, 0, NULL, NULL, NULL);
Exit:
    IoFreeIrp(Irp);
    return Status;
}
