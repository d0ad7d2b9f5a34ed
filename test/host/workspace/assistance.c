#include "control.h"

static NTSTATUS WSKAPI OnDatagram(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(DataIndication);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_DATAGRAM_DISPATCH QuietEvents = { OnDatagram };

NTSTATUS DatagramDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS DatagramOpen(const WSK_PROVIDER_NPI *Npi, PVOID Context)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, DatagramDone, NULL, TRUE, TRUE, TRUE);
    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, Context,
                                    &QuietEvents, NULL, NULL, NULL, Irp);
}

NTSTATUS DatagramQuiet(PWSK_SOCKET Socket)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Dispatch = Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control;

    /* See WskReceiveFromEvent. */
    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = 0x80000100;
    return Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),
                                      &Control, 0, NULL, NULL, NULL);
}
