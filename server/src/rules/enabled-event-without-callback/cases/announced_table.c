// CASE: the table is announced ahead of the functions that mention it, and defined behind them
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _PEER { PWSK_SOCKET Socket; PIRP Irp; KEVENT Done; LONG Gone; } PEER, *PPEER;

static const WSK_CLIENT_CONNECTION_DISPATCH PeerTable;

static NTSTATUS NTAPI PeerDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((PPEER)Context)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS PeerConnect(PPEER Peer, PWSK_PROVIDER_NPI Npi, PSOCKADDR Local, PSOCKADDR Remote)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_DISCONNECT };
    NTSTATUS Status;

    KeInitializeEvent(&Peer->Done, SynchronizationEvent, FALSE);
    IoReuseIrp(Peer->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Peer->Irp, PeerDone, Peer, TRUE, TRUE, TRUE);
    Status = Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, Peer, &PeerTable,
                                             NULL, NULL, NULL, Peer->Irp);
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Peer->Done, Executive, KernelMode, FALSE, NULL);
        Status = Peer->Irp->IoStatus.Status;
    }
    if (!NT_SUCCESS(Status))
        return Status;
    Peer->Socket = (PWSK_SOCKET)Peer->Irp->IoStatus.Information;
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Peer->Socket->Dispatch)->WskControlSocket(Peer->Socket, WskSetOption,
        SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL); // NOT(enabled-event-without-callback)
}

static NTSTATUS WSKAPI PeerGone(PVOID SocketContext, ULONG Flags)
{
    UNREFERENCED_PARAMETER(Flags);
    InterlockedIncrement(&((PPEER)SocketContext)->Gone);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH PeerTable = { NULL, PeerGone, NULL };
