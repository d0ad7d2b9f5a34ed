// CASE: the table handed to WskSocketConnect has WskReceiveEvent only, the completion routine enables two events
#include <ntddk.h>
#include <wsk.h>

typedef struct _POP_CONN {
    PWSK_SOCKET   Socket;
    volatile LONG Bytes;
} POP_CONN, *PPOP_CONN;

static NTSTATUS WSKAPI PopReceive(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                  SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(BytesAccepted);
    if (DataIndication != NULL)
        InterlockedExchangeAdd(&((PPOP_CONN)SocketContext)->Bytes, (LONG)BytesIndicated);
    return STATUS_SUCCESS;
}

/* WskDisconnectEvent: runs at IRQL <= DISPATCH_LEVEL and must not wait.
 * Returns STATUS_SUCCESS. */
static NTSTATUS WSKAPI PopDisconnect(PVOID SocketContext, ULONG Flags)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Flags);

    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH PopEvents = {
    PopReceive,
    PopDisconnect,                                                           // OR(enabled-event-without-callback)
    NULL
};

static NTSTATUS NTAPI PopConnected(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PPOP_CONN Conn = Context;
    WSK_EVENT_CALLBACK_CONTROL Control;
    NTSTATUS Status = Irp->IoStatus.Status;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (NT_SUCCESS(Status)) {
        Conn->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
        Control.NpiId = &NPI_WSK_INTERFACE_ID;
        Control.EventMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;   // EXPECT(enabled-event-without-callback)
        Status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Conn->Socket->Dispatch)->WskControlSocket(
            Conn->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
            0, NULL, NULL, NULL);
        if (!NT_SUCCESS(Status))
            DbgPrint("pop: events %08x\n", Status);
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS PopConnect(PWSK_PROVIDER_NPI Npi, PPOP_CONN Conn, PSOCKADDR Local, PSOCKADDR Remote)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, PopConnected, Conn, TRUE, TRUE, TRUE);
    return Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, Conn,
                                           &PopEvents,              // OR(enabled-event-without-callback)
                                           NULL, NULL, NULL, Irp);
}
