#include "net.h"
static NTSTATUS NTAPI NetDone(PDEVICE_OBJECT D, PIRP I, PVOID C)
{
    UNREFERENCED_PARAMETER(D);
    UNREFERENCED_PARAMETER(I);
    KeSetEvent(C, IO_NETWORK_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS NetBegin(PNET_SOCKET Sock)
{
    if (!Sock->Irp) {
        Sock->Irp = IoAllocateIrp(1, FALSE);
        if (!Sock->Irp)
            return STATUS_INSUFFICIENT_RESOURCES;
        KeInitializeEvent(&Sock->Event, SynchronizationEvent, FALSE);
    } else {
        IoReuseIrp(Sock->Irp, STATUS_UNSUCCESSFUL);
        KeClearEvent(&Sock->Event);
    }
    IoSetCompletionRoutine(Sock->Irp, NetDone, &Sock->Event, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

NTSTATUS NetEnd(PNET_SOCKET Sock, NTSTATUS Status)
{
    if (Status == STATUS_PENDING)
        KeWaitForSingleObject(&Sock->Event, Executive, KernelMode, FALSE, NULL);
    return Sock->Irp->IoStatus.Status;
}

NTSTATUS NetCreate(PNET_SOCKET Sock, NET_KIND Kind, const VOID *Events, PVOID Context)
{
    static const struct { ULONG Flag; USHORT Type; ULONG Protocol; } Map[] = {
        { WSK_FLAG_LISTEN_SOCKET, SOCK_STREAM, IPPROTO_TCP }, { WSK_FLAG_DATAGRAM_SOCKET, SOCK_DGRAM, IPPROTO_UDP }, { WSK_FLAG_CONNECTION_SOCKET, SOCK_STREAM, IPPROTO_TCP } };
    NTSTATUS Status = NetBegin(Sock);
    if (!NT_SUCCESS(Status))
        return Status;
    Status = NetEnd(Sock, Sock->Npi->Dispatch->WskSocket(Sock->Npi->Client, AF_INET, Map[Kind].Type, Map[Kind].Protocol, Map[Kind].Flag, Context, Events, NULL, NULL, NULL, Sock->Irp));
    if (NT_SUCCESS(Status)) {
        Sock->Wsk = (PWSK_SOCKET)Sock->Irp->IoStatus.Information;
        Sock->Ops.Any = Sock->Wsk->Dispatch;
        Sock->Kind = Kind;
    }
    return Status;
}

NTSTATUS NetBind(PNET_SOCKET Sock, PSOCKADDR Local)
{
    NTSTATUS Status = NetBegin(Sock);
    if (!NT_SUCCESS(Status))
        return Status;
    switch (Sock->Kind) {
    case NetListen: return NetEnd(Sock, Sock->Ops.Listen->WskBind(Sock->Wsk, Local, 0, Sock->Irp));
    case NetData: return NetEnd(Sock, Sock->Ops.Dgram->WskBind(Sock->Wsk, Local, 0, Sock->Irp));
    default: return NetEnd(Sock, Sock->Ops.Conn->WskBind(Sock->Wsk, Local, 0, Sock->Irp));
    }
}

NTSTATUS NetConnect(PNET_SOCKET Sock, PSOCKADDR Remote)
{
    NTSTATUS Status = NetBegin(Sock);
    return NT_SUCCESS(Status) ? NetEnd(Sock, Sock->Ops.Conn->WskConnect(Sock->Wsk, Remote, 0, Sock->Irp)) : Status;
}

NTSTATUS NetSetUlong(PNET_SOCKET Sock, ULONG Option, ULONG Level, ULONG Value)
{
    NTSTATUS Status = NetBegin(Sock);
    return NT_SUCCESS(Status) ? NetEnd(Sock, ((const WSK_PROVIDER_BASIC_DISPATCH *)Sock->Ops.Any)->WskControlSocket(Sock->Wsk, WskSetOption, Option, Level, sizeof(Value), &Value, 0, NULL, NULL, Sock->Irp)) : Status;
}

NTSTATUS NetEvents(PNET_SOCKET Sock, ULONG Mask)
{
    WSK_EVENT_CALLBACK_CONTROL Control;
    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = Mask;
    return ((const WSK_PROVIDER_BASIC_DISPATCH *)Sock->Ops.Any)->WskControlSocket(Sock->Wsk, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS NetSend(PNET_SOCKET Sock, PMDL Mdl, SIZE_T Length, ULONG Flags)
{
    WSK_BUF Buf = { Mdl, 0, Length };
    NTSTATUS Status = NetBegin(Sock);
    return NT_SUCCESS(Status) ? NetEnd(Sock, Sock->Ops.Conn->WskSend(Sock->Wsk, &Buf, Flags, Sock->Irp)) : Status;
}

VOID NetClose(PNET_SOCKET Sock)
{
    if (Sock->Wsk && NT_SUCCESS(NetBegin(Sock)))
        NetEnd(Sock, ((const WSK_PROVIDER_BASIC_DISPATCH *)Sock->Ops.Any)->WskCloseSocket(Sock->Wsk, Sock->Irp));
    Sock->Wsk = NULL;
    if (Sock->Irp) {
        IoFreeIrp(Sock->Irp);
        Sock->Irp = NULL;
    }
}
