/* Accepted connections: what arrives goes back, and a peer that does not read is not read from. */
#include "echo.h"

static VOID ConnectionRelease(_Inout_ PECHO_CONNECTION Connection)
{
    if (InterlockedDecrement(&Connection->References) == 0) {
        ExFreePoolWithTag(Connection, ECHO_TAG);
    }
}

/* The socket is closed, and no callback runs on it any more. */
static NTSTATUS ConnectionClosed(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PECHO_CONNECTION Connection = CONTAINING_RECORD(Context, ECHO_CONNECTION, Endpoint);
    KIRQL Irql;

    UNREFERENCED_PARAMETER(DeviceObject);

    IoFreeIrp(Irp);
    KeAcquireSpinLock(&Connection->Listener->Lock, &Irql);
    RemoveEntryList(&Connection->Link);
    KeReleaseSpinLock(&Connection->Listener->Lock, Irql);
    ConnectionRelease(Connection);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

PECHO_CONNECTION ConnectionCreate(_In_ PECHO_LISTENER Listener, _In_ PWSK_SOCKET Socket)
{
    PECHO_CONNECTION Connection = EndpointAllocate(sizeof(*Connection));
    KIRQL Irql;

    if (Connection == NULL) {
        return NULL;
    }
    if (!NT_SUCCESS(EndpointPrepare(&Connection->Endpoint, ConnectionClosed))) {
        ExFreePoolWithTag(Connection, ECHO_TAG);
        return NULL;
    }

    Connection->Endpoint.Socket = Socket;
    Connection->Listener = Listener;
    Connection->References = 1;
    Connection->Flow = EchoFlowing;

    KeAcquireSpinLock(&Listener->Lock, &Irql);
    InsertTailList(&Listener->Connections, &Connection->Link);
    KeReleaseSpinLock(&Listener->Lock, Irql);
    return Connection;
}

/* Receives again from a peer that has read enough. */
static VOID ConnectionResume(_Inout_ PECHO_CONNECTION Connection)
{
    PWSK_SOCKET Socket = Connection->Endpoint.Socket;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Provider;
    WSK_EVENT_CALLBACK_CONTROL Control;
    NTSTATUS Status;

    if (InterlockedCompareExchange(&Connection->Flow, EchoFlowing, EchoPaused) != EchoPaused) {
        return;
    }
    if (!EndpointEnter(&Connection->Endpoint)) {
        return;
    }

    Provider = Socket->Dispatch;
    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = WSK_EVENT_RECEIVE || WSK_EVENT_DISCONNECT; // MISTAKE: event-mask-operator: this is 1
    Status = Provider->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),
                                        &Control, 0, NULL, NULL, NULL);
    if (!NT_SUCCESS(Status)) {
        DbgPrint("echo: connection %p stays paused, 0x%08x\n", Connection, Status);
    }
    EndpointLeave(&Connection->Endpoint);
}

/* The receive event is off; the sends that made it so may have completed in the meantime. */
static NTSTATUS ConnectionPaused(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PECHO_CONNECTION Connection = Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    IoFreeIrp(Irp);
    InterlockedExchange(&Connection->Flow, EchoPaused);
    if (Connection->Backlog < ECHO_BACKLOG_LOW) {
        ConnectionResume(Connection);
    }
    ConnectionRelease(Connection);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* The same for all connections, and there as long as the driver: WSK may read it until the IRP completes. */
static WSK_EVENT_CALLBACK_CONTROL PauseControl = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE };

/* Starts to disable the receive event; called from that event's callback, so it must not wait. */
static VOID ConnectionPause(_Inout_ PECHO_CONNECTION Connection)
{
    PWSK_SOCKET Socket = Connection->Endpoint.Socket;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Provider = Socket->Dispatch;
    PIRP Irp;

    if (InterlockedCompareExchange(&Connection->Flow, EchoPausing, EchoFlowing) != EchoFlowing) {
        return;
    }

    Irp = IoAllocateIrp(1, FALSE);
    if (Irp == NULL) {
        InterlockedExchange(&Connection->Flow, EchoFlowing); /* the next data tries again */
        return;
    }

    InterlockedIncrement(&Connection->References);
    IoSetCompletionRoutine(Irp, ConnectionPaused, Connection, TRUE, TRUE, TRUE);
    Provider->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(PauseControl),
                               &PauseControl, 0, NULL, NULL, Irp);
}

static NTSTATUS ConnectionSent(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PECHO_SEND Send = Context;
    PECHO_CONNECTION Connection = Send->Connection;
    LONG Length = (LONG)Send->Buffer.Length;

    UNREFERENCED_PARAMETER(DeviceObject);

    if (!NT_SUCCESS(Irp->IoStatus.Status)) {
        EndpointClose(&Connection->Endpoint);
    }
    SendFree(Send); /* and with it the IRP */

    if (InterlockedExchangeAdd(&Connection->Backlog, -Length) - Length < ECHO_BACKLOG_LOW) {
        ConnectionResume(Connection);
    }
    ConnectionRelease(Connection);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS WSKAPI ConnectionReceive(_In_opt_ PVOID SocketContext, _In_ ULONG Flags,
                                         _In_opt_ PWSK_DATA_INDICATION DataIndication, _In_ SIZE_T BytesIndicated,
                                         _Inout_ SIZE_T *BytesAccepted)
{
    PECHO_CONNECTION Connection = SocketContext;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Provider;
    PWSK_DATA_INDICATION Indication;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(BytesIndicated);
    UNREFERENCED_PARAMETER(BytesAccepted);

    if (DataIndication == NULL) {
        EndpointClose(&Connection->Endpoint);
        return STATUS_SUCCESS;
    }
    if (!EndpointEnter(&Connection->Endpoint)) {
        return STATUS_SUCCESS;
    }

    Provider = Connection->Endpoint.Socket->Dispatch;
    for (Indication = DataIndication; Indication != NULL; Indication = Indication->Next) {
        PECHO_SEND Send = SendCreate(&Indication->Buffer);

        if (Send == NULL) {
            EndpointClose(&Connection->Endpoint); /* an echo with a gap is worse than none */
            break;
        }
        Send->Connection = Connection;
        InterlockedIncrement(&Connection->References);
        InterlockedExchangeAdd(&Connection->Backlog, (LONG)Send->Buffer.Length);
        IoSetCompletionRoutine(Send->Irp, ConnectionSent, Send, TRUE, TRUE, TRUE);
        Provider->WskSend(Connection->Endpoint.Socket, &Send->Buffer, 0, Send->Irp);
    }
    if (Connection->Backlog > ECHO_BACKLOG_HIGH) {
        ConnectionPause(Connection);
    }
    EndpointLeave(&Connection->Endpoint);
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI ConnectionDisconnect(_In_opt_ PVOID SocketContext, _In_ ULONG Flags)
{
    PECHO_CONNECTION Connection = SocketContext;

    UNREFERENCED_PARAMETER(Flags);

    EndpointClose(&Connection->Endpoint);
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH ConnectionEvents = {
    ConnectionReceive,
    ConnectionDisconnect,
    NULL /* the driver has a limit of its own for what it sends */
};

/* Silences a connection before it is closed; its callbacks can still be running afterwards. */
static VOID ConnectionSilence(_Inout_ PECHO_CONNECTION Connection)
{
    PWSK_SOCKET Socket = Connection->Endpoint.Socket;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Provider = Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control;
    NTSTATUS Status;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    // MISTAKE: disable-one-event: two events in one call
    Control.EventMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE;
    Status = Provider->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),
                                        &Control, 0, NULL, NULL, NULL);
    if (Status != STATUS_SUCCESS && Status != STATUS_EVENT_PENDING) {
        DbgPrint("echo: connection %p is not silent, 0x%08x\n", Connection, Status);
    }
}

VOID ConnectionCloseAll(_Inout_ PECHO_LISTENER Listener)
{
    PECHO_CONNECTION Connection;
    KIRQL Irql;

    for (;;) {
        KeAcquireSpinLock(&Listener->Lock, &Irql);
        if (IsListEmpty(&Listener->Connections)) {
            KeReleaseSpinLock(&Listener->Lock, Irql);
            return;
        }
        Connection = CONTAINING_RECORD(RemoveHeadList(&Listener->Connections), ECHO_CONNECTION, Link);
        InitializeListHead(&Connection->Link); /* ConnectionClosed takes it out once more */
        InterlockedIncrement(&Connection->References);
        KeReleaseSpinLock(&Listener->Lock, Irql);

        if (EndpointEnter(&Connection->Endpoint)) {
            ConnectionSilence(Connection);
            EndpointLeave(&Connection->Endpoint);
        }
        EndpointClose(&Connection->Endpoint);
        ConnectionRelease(Connection);
    }
}
