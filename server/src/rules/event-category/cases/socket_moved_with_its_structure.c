// CASE: a structure with a socket in it is copied over one that was opened elsewhere: of which kind the socket is, is not known then
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _SOCK { PWSK_SOCKET Socket; PIRP Irp; KEVENT Done; ULONG Kind; } SOCK, *PSOCK;
typedef struct _SERVER { SOCK Port; } SERVER, *PSERVER;

extern WSK_PROVIDER_NPI Npi;
extern const WSK_CLIENT_LISTEN_DISPATCH ListenTable;

static NTSTATUS NTAPI SockDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((PSOCK)Context)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS SockOpen(PSOCK Sock, ULONG Kind, PVOID Context, const VOID *Table)
{
    NTSTATUS Status;

    Sock->Kind = Kind;
    KeClearEvent(&Sock->Done);
    IoReuseIrp(Sock->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Sock->Irp, SockDone, Sock, TRUE, TRUE, TRUE);
    Status = Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, Kind, Context, Table, NULL, NULL, NULL,
                                     Sock->Irp);
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Sock->Done, Executive, KernelMode, FALSE, NULL);
        Status = Sock->Irp->IoStatus.Status;
    }
    if (NT_SUCCESS(Status))
        Sock->Socket = (PWSK_SOCKET)Sock->Irp->IoStatus.Information;
    return Status;
}

static NTSTATUS SockEvents(PSOCK Sock, ULONG Events)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Events };

    return ((PWSK_PROVIDER_BASIC_DISPATCH)Sock->Socket->Dispatch)->WskControlSocket(Sock->Socket, WskSetOption,
        SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS ServerOpen(PSERVER Server)
{
    return SockOpen(&Server->Port, WSK_FLAG_LISTEN_SOCKET, Server, &ListenTable);
}

/* From is open, of whatever kind */
VOID ServerTakeOver(PSERVER Server, PSOCK From)
{
    IoReuseIrp(From->Irp, STATUS_UNSUCCESSFUL);
    Server->Port = *From;
    From->Socket = NULL;
}

NTSTATUS ServerEvents(PSERVER Server)
{
    if (Server->Port.Kind == WSK_FLAG_DATAGRAM_SOCKET)
        return SockEvents(&Server->Port, WSK_EVENT_RECEIVE_FROM);           // NOT(event-category)
    return SockEvents(&Server->Port, WSK_EVENT_ACCEPT);
}
