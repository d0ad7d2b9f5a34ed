// CASE: accepted sockets get a table with a receive callback, and nothing enables it for them
// COMPLETE
#include <ntddk.h>
#include <wsk.h>

typedef struct _TELLER {
    PWSK_SOCKET Listener;
    LONGLONG    Bytes;
} TELLER, *PTELLER;

static NTSTATUS WSKAPI TellerReceive(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                     SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(BytesAccepted);
    if (DataIndication != NULL)
        ((PTELLER)SocketContext)->Bytes += BytesIndicated;
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH TellerEvents = {
    TellerReceive,                          // EXPECT(callback-never-enabled)
    NULL,
    NULL
};

static NTSTATUS WSKAPI TellerAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
    PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(RemoteAddress);
    if (AcceptSocket == NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    *AcceptSocketContext = SocketContext;
    *AcceptSocketDispatch = &TellerEvents;
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH TellerDoor = { TellerAccept, NULL, NULL };

static NTSTATUS NTAPI TellerOpened(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PTELLER Teller = Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (NT_SUCCESS(Irp->IoStatus.Status))
        Teller->Listener = (PWSK_SOCKET)Irp->IoStatus.Information;
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS TellerOpen(PWSK_PROVIDER_NPI Npi, PTELLER Teller)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, TellerOpened, Teller, TRUE, TRUE, TRUE);
    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET6, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, Teller,
                                    &TellerDoor, NULL, NULL, NULL, Irp);
}

NTSTATUS TellerServe(PTELLER Teller)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT };

    return ((PWSK_PROVIDER_LISTEN_DISPATCH)Teller->Listener->Dispatch)->WskControlSocket(
        Teller->Listener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}
