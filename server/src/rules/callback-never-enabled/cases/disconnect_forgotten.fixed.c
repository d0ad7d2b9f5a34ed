// CASE: the table has two callbacks, the only enable call of the workspace names one of them
// COMPLETE
#include <ntddk.h>
#include <wsk.h>

typedef struct _ECHO {
    PWSK_SOCKET   Socket;
    NTSTATUS      Last;
    volatile LONG Bytes;
    volatile LONG Gone;
} ECHO_CTX, *PECHO_CTX;

static NTSTATUS WSKAPI EchoReceive(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                   SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(BytesAccepted);
    if (DataIndication != NULL)
        InterlockedExchangeAdd(&((PECHO_CTX)SocketContext)->Bytes, (LONG)BytesIndicated);
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI EchoGone(PVOID SocketContext, ULONG Flags)
{
    UNREFERENCED_PARAMETER(Flags);
    InterlockedExchange(&((PECHO_CTX)SocketContext)->Gone, 1);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH EchoEvents = {
    .WskReceiveEvent = EchoReceive,


    .WskDisconnectEvent = EchoGone                              // EXPECT(callback-never-enabled)
};

static NTSTATUS NTAPI EchoConnected(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PECHO_CTX Echo = Context;
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT };

    UNREFERENCED_PARAMETER(DeviceObject);
    Echo->Last = Irp->IoStatus.Status;
    if (NT_SUCCESS(Echo->Last)) {
        Echo->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
        Echo->Last = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Echo->Socket->Dispatch)->WskControlSocket(
            Echo->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
            0, NULL, NULL, NULL);
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS EchoConnect(PWSK_PROVIDER_NPI Npi, PECHO_CTX Echo, PSOCKADDR Local, PSOCKADDR Remote)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, EchoConnected, Echo, TRUE, TRUE, TRUE);
    return Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, Echo, &EchoEvents,
                                           NULL, NULL, NULL, Irp);
}
