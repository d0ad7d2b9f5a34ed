/* The datagram socket. Its event is enabled statically, by driver.c. */
#include "echo.h"

static NTSTATUS DatagramSent(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    SendFree(Context); /* and with it the IRP */
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS WSKAPI DatagramReceive(_In_opt_ PVOID SocketContext, _In_ ULONG Flags,
                                       _In_opt_ PWSK_DATAGRAM_INDICATION DataIndication)
{
    PECHO_DATAGRAM Datagram = SocketContext;
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Provider;
    PWSK_DATAGRAM_INDICATION Indication;

    UNREFERENCED_PARAMETER(Flags);

    if (DataIndication == NULL) {
        EndpointClose(&Datagram->Endpoint);
        return STATUS_SUCCESS;
    }
    if (!EndpointEnter(&Datagram->Endpoint)) {
        return STATUS_SUCCESS;
    }

    Provider = Datagram->Endpoint.Socket->Dispatch;
    for (Indication = DataIndication; Indication != NULL; Indication = Indication->Next) {
        PECHO_SEND Send = SendCreate(&Indication->Buffer);

        if (Send == NULL) {
            continue; /* datagrams may get lost */
        }
        RtlCopyMemory(&Send->RemoteAddress, Indication->RemoteAddress, sizeof(Send->RemoteAddress));
        IoSetCompletionRoutine(Send->Irp, DatagramSent, Send, TRUE, TRUE, TRUE);
        Provider->WskSendTo(Datagram->Endpoint.Socket, &Send->Buffer, 0, (PSOCKADDR)&Send->RemoteAddress, 0, NULL,
                            Send->Irp);
    }
    EndpointLeave(&Datagram->Endpoint);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_DATAGRAM_DISPATCH DatagramEvents = { DatagramReceive };

static NTSTATUS DatagramConfigure(_In_ PWSK_SOCKET Socket)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Provider = Socket->Dispatch;
    ULONG BufferSize = 1024 * 1024;
    BOOLEAN Broadcast = TRUE;
    NTSTATUS Status;

    // MISTAKE: control-input: the option takes a ULONG, and this is a BOOLEAN
    Status = RequestOption(Socket, SO_BROADCAST, SOL_SOCKET, sizeof(Broadcast), &Broadcast);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }

    return Provider->WskControlSocket(Socket, WskSetOption, SO_RCVBUF, SOL_SOCKET, sizeof(BufferSize), &BufferSize, 0,
                                      NULL, NULL,
                                      NULL); // MISTAKE: irp-required: SO_RCVBUF cannot be set without an IRP
}

static NTSTATUS DatagramBind(_In_ PWSK_SOCKET Socket)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Provider = Socket->Dispatch;
    SOCKADDR_IN Address = { .sin_family = AF_INET, .sin_port = ECHO_PORT };
    KEVENT Completed;
    PIRP Irp = RequestBegin(&Completed);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    Provider->WskBind(Socket, (PSOCKADDR)&Address, 0, Irp);
    return RequestWait(Irp, &Completed, NULL);
}

static NTSTATUS DatagramEnable(_In_ PWSK_SOCKET Socket)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Provider = Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = WSK_EVENT_RECEIVE_FROM; // MISTAKE: static-event-changed: driver.c enables it for all sockets
    return Provider->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),
                                      &Control, 0, NULL, NULL, NULL);
}

NTSTATUS DatagramOpen(_Out_ PECHO_DATAGRAM Datagram, _In_ const WSK_PROVIDER_NPI *Npi)
{
    PECHO_ENDPOINT Endpoint = &Datagram->Endpoint;
    ULONG Share = 1;
    NTSTATUS Status;

    Status = EndpointPrepare(Endpoint, EndpointCloseComplete);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }

    Status = RequestSocket(Npi, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, Datagram, &DatagramEvents,
                           &Endpoint->Socket);
    if (!NT_SUCCESS(Status)) {
        IoFreeIrp(Endpoint->CloseIrp);
        return Status;
    }

    Status = DatagramBind(Endpoint->Socket);
    if (NT_SUCCESS(Status)) {
        // MISTAKE: option-timing: the socket is bound already
        Status = RequestOption(Endpoint->Socket, SO_REUSEADDR, SOL_SOCKET, sizeof(Share), &Share);
    }
    if (NT_SUCCESS(Status)) {
        Status = DatagramConfigure(Endpoint->Socket);
    }
    if (NT_SUCCESS(Status)) {
        Status = DatagramEnable(Endpoint->Socket);
    }
    if (!NT_SUCCESS(Status)) {
        DatagramClose(Datagram);
    }
    return Status;
}

VOID DatagramClose(_Inout_ PECHO_DATAGRAM Datagram)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Provider;
    WSK_EVENT_CALLBACK_CONTROL Control;
    NTSTATUS Status;

    if (EndpointEnter(&Datagram->Endpoint)) {
        Provider = Datagram->Endpoint.Socket->Dispatch;
        Control.NpiId = &NPI_WSK_INTERFACE_ID;
        // MISTAKE: event-category: datagram sockets have WSK_EVENT_RECEIVE_FROM
        Control.EventMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE;
        Status = Provider->WskControlSocket(Datagram->Endpoint.Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                            sizeof(Control), &Control, 0, NULL, NULL, NULL);
        if (Status != STATUS_SUCCESS && Status != STATUS_EVENT_PENDING) {
            DbgPrint("echo: the datagram socket is not silent, 0x%08x\n", Status);
        }
        EndpointLeave(&Datagram->Endpoint);
    }

    EndpointClose(&Datagram->Endpoint);
    KeWaitForSingleObject(&Datagram->Endpoint.Closed, Executive, KernelMode, FALSE, NULL);
}
