/* The listening socket: a connection is inspected first, and then arrives at ListenerAccept. */
#include "echo.h"

static WSK_INSPECT_ACTION WSKAPI ListenerInspect(_In_opt_ PVOID SocketContext, _In_ PSOCKADDR LocalAddress,
                                                 _In_ PSOCKADDR RemoteAddress, _In_opt_ PWSK_INSPECT_ID InspectID)
{
    PECHO_LISTENER Listener = SocketContext;
    const SOCKADDR_IN *Remote = (const SOCKADDR_IN *)RemoteAddress;

    UNREFERENCED_PARAMETER(LocalAddress);

    if (InspectID == NULL) {
        EndpointClose(&Listener->Endpoint);
        return WskInspectReject;
    }

    /* Two echo servers that talk to each other would never stop. */
    if (Remote->sin_port == ECHO_PORT) {
        return STATUS_REQUEST_NOT_ACCEPTED; // MISTAKE: inspect-action: an NTSTATUS; to refuse is WskInspectReject
    }
    return WskInspectAccept;
}

static NTSTATUS WSKAPI ListenerAccept(_In_opt_ PVOID SocketContext, _In_ ULONG Flags, _In_ PSOCKADDR LocalAddress,
                                      _In_ PSOCKADDR RemoteAddress, _In_opt_ PWSK_SOCKET AcceptSocket,
                                      _Out_ PVOID *AcceptSocketContext,
                                      _Out_ const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PECHO_LISTENER Listener = SocketContext;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Provider;
    WSK_EVENT_CALLBACK_CONTROL Control;
    PECHO_CONNECTION Connection;
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(RemoteAddress);

    if (AcceptSocket == NULL) {
        EndpointClose(&Listener->Endpoint);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }

    Connection = ConnectionCreate(Listener, AcceptSocket);
    if (Connection == NULL) {
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    *AcceptSocketContext = Connection;
    *AcceptSocketDispatch = &ConnectionEvents;

    /* The listening socket hands down WSK_EVENT_DISCONNECT. */
    Provider = AcceptSocket->Dispatch;
    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    // MISTAKE: enabled-event-without-callback: ConnectionEvents has no WskSendBacklogEvent
    Control.EventMask = WSK_EVENT_RECEIVE | WSK_EVENT_SEND_BACKLOG;
    Status = Provider->WskControlSocket(AcceptSocket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),
                                        &Control, 0, NULL, NULL, NULL);
    if (!NT_SUCCESS(Status)) {
        DbgPrint("echo: connection %p hears nothing, 0x%08x\n", Connection, Status);
    }
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH ListenerEvents = {
    .WskAcceptEvent = ListenerAccept,
    .WskInspectEvent = ListenerInspect,
    .WskAbortEvent = NULL,
};

/* Socket options that have to be set before the socket is bound. */
static NTSTATUS ListenerConfigure(_In_ PWSK_SOCKET Socket)
{
    ULONG On = 1;
    NTSTATUS Status;

    // MISTAKE: control-level: SO_EXCLUSIVEADDRUSE is an option of SOL_SOCKET
    Status = RequestOption(Socket, SO_EXCLUSIVEADDRUSE, IPPROTO_TCP, sizeof(On), &On);
    if (NT_SUCCESS(Status)) {
        // MISTAKE: conditional-accept-callbacks: ListenerEvents has no WskAbortEvent
        Status = RequestOption(Socket, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(On), &On);
    }
    return Status;
}

static NTSTATUS ListenerBind(_In_ PWSK_SOCKET Socket)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *Provider = Socket->Dispatch;
    SOCKADDR_IN Address = { .sin_family = AF_INET, .sin_port = ECHO_PORT };
    KEVENT Completed;
    PIRP Irp = RequestBegin(&Completed);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    Provider->WskBind(Socket, (PSOCKADDR)&Address, 0, Irp);
    return RequestWait(Irp, &Completed, NULL);
}

static NTSTATUS ListenerEnable(_In_ PWSK_SOCKET Socket)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *Provider = Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT | WSK_EVENT_DISCONNECT };

    return Provider->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),
                                      &Control, 0, NULL, NULL, NULL);
}

NTSTATUS ListenerOpen(_Out_ PECHO_LISTENER Listener, _In_ const WSK_PROVIDER_NPI *Npi)
{
    PECHO_ENDPOINT Endpoint = &Listener->Endpoint;
    NTSTATUS Status;

    KeInitializeSpinLock(&Listener->Lock);
    InitializeListHead(&Listener->Connections);
    Status = EndpointPrepare(Endpoint, EndpointCloseComplete);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }

    Status = RequestSocket(Npi, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, Listener, &ListenerEvents,
                           &Endpoint->Socket);
    if (!NT_SUCCESS(Status)) {
        IoFreeIrp(Endpoint->CloseIrp);
        return Status;
    }

    Status = ListenerConfigure(Endpoint->Socket);
    if (NT_SUCCESS(Status)) {
        Status = ListenerBind(Endpoint->Socket);
    }
    if (NT_SUCCESS(Status)) {
        Status = ListenerEnable(Endpoint->Socket);
    }
    if (!NT_SUCCESS(Status)) {
        ListenerClose(Listener);
    }
    return Status;
}

VOID ListenerClose(_Inout_ PECHO_LISTENER Listener)
{
    EndpointClose(&Listener->Endpoint);
    KeWaitForSingleObject(&Listener->Endpoint.Closed, Executive, KernelMode, FALSE, NULL);

    /* No connection arrives any more. */
    ConnectionCloseAll(Listener);
}
