#include "socket.h"

WSK_PROVIDER_NPI Npi;

static NTSTATUS NTAPI SockDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((PSOCK)Context)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP SockIrp(PSOCK Sock)
{
    KeClearEvent(&Sock->Done);
    IoReuseIrp(Sock->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Sock->Irp, SockDone, Sock, TRUE, TRUE, TRUE);
    return Sock->Irp;
}

static NTSTATUS SockWait(PSOCK Sock, NTSTATUS Status)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Sock->Done, Executive, KernelMode, FALSE, NULL);
        Status = Sock->Irp->IoStatus.Status;
    }
    return Status;
}

NTSTATUS SockOpen(PSOCK Sock, ULONG Kind, PVOID Context, const VOID *Table)
{
    BOOLEAN Udp = Kind == WSK_FLAG_DATAGRAM_SOCKET;
    NTSTATUS Status;

    Sock->Kind = Kind;
    SockIrp(Sock);
    Status = SockWait(Sock, Npi.Dispatch->WskSocket(Npi.Client, AF_INET, Udp ? SOCK_DGRAM : SOCK_STREAM,
        Udp ? IPPROTO_UDP : IPPROTO_TCP, Kind, Context, Table, NULL, NULL, NULL, Sock->Irp));
    if (NT_SUCCESS(Status))
        Sock->Socket = (PWSK_SOCKET)Sock->Irp->IoStatus.Information;
    return Status;
}

NTSTATUS SockBind(PSOCK Sock, PSOCKADDR Local)
{
    PIRP Irp = SockIrp(Sock);

    if (Sock->Kind == WSK_FLAG_LISTEN_SOCKET) {
        const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch = Sock->Socket->Dispatch;

        return SockWait(Sock, Dispatch->WskBind(Sock->Socket, Local, 0, Irp));
    } else {
        const WSK_PROVIDER_DATAGRAM_DISPATCH *Dispatch = Sock->Socket->Dispatch;

        return SockWait(Sock, Dispatch->WskBind(Sock->Socket, Local, 0, Irp));
    }
}

NTSTATUS SockOption(PSOCK Sock, ULONG Option, ULONG Value)
{
    const WSK_PROVIDER_BASIC_DISPATCH *Dispatch = Sock->Socket->Dispatch;

    return SockWait(Sock, Dispatch->WskControlSocket(Sock->Socket, WskSetOption, Option, SOL_SOCKET, sizeof(Value), &Value,
                                                     0, NULL, NULL, SockIrp(Sock)));
}

NTSTATUS SockIoctl(PSOCK Sock, ULONG Code, PVOID Input, SIZE_T Size)
{
    const WSK_PROVIDER_BASIC_DISPATCH *Dispatch = Sock->Socket->Dispatch;

    return SockWait(Sock, Dispatch->WskControlSocket(Sock->Socket, WskIoctl, Code, 0, Size, Input, 0, NULL, NULL, SockIrp(Sock)));
}

NTSTATUS SockEvents(PSOCK Sock, ULONG Events)
{
    const WSK_PROVIDER_BASIC_DISPATCH *Dispatch = Sock->Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Events };

    return Dispatch->WskControlSocket(Sock->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
                                      0, NULL, NULL, NULL);
}
