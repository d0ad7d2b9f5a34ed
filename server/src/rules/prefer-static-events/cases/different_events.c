// CASE: the two sockets of one category enable different events
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _TWIN { PWSK_SOCKET Socket; NTSTATUS Last; volatile LONG Gone; volatile LONG Room; } TWIN, *PTWIN;

static NTSTATUS WSKAPI TwinGone(PVOID SocketContext, ULONG Flags)
{
    InterlockedExchange(&((PTWIN)SocketContext)->Gone, 1);
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI TwinRoom(PVOID SocketContext, SIZE_T IdealBacklogSize)
{
    InterlockedExchange(&((PTWIN)SocketContext)->Room, (LONG)IdealBacklogSize);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH TwinEvents = { NULL, TwinGone, TwinRoom };

static VOID TwinUp(PTWIN Twin, PIRP Irp, ULONG Mask)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Mask };

    Twin->Last = Irp->IoStatus.Status;
    if (NT_SUCCESS(Twin->Last)) {
        Twin->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
        Twin->Last = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Twin->Socket->Dispatch)->WskControlSocket( // NOT(prefer-static-events)
            Twin->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
            0, NULL, NULL, NULL);
    }
}

static NTSTATUS NTAPI TwinUpSender(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    TwinUp(Context, Irp, WSK_EVENT_DISCONNECT | WSK_EVENT_SEND_BACKLOG);                            // NOT(prefer-static-events)
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS NTAPI TwinUpReader(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    TwinUp(Context, Irp, WSK_EVENT_DISCONNECT);                                                     // NOT(prefer-static-events)
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS TwinConnect(PWSK_PROVIDER_NPI Npi, PTWIN Twin, PSOCKADDR Local, PSOCKADDR Remote, PIO_COMPLETION_ROUTINE Up)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, Up, Twin, TRUE, TRUE, TRUE);
    return Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, Twin, &TwinEvents,
                                           NULL, NULL, NULL, Irp);
}

NTSTATUS TwinStart(PWSK_PROVIDER_NPI Npi, PTWIN Sender, PTWIN Reader, PSOCKADDR Local, PSOCKADDR Remote)
{
    NTSTATUS Status = TwinConnect(Npi, Sender, Local, Remote, TwinUpSender);

    return NT_SUCCESS(Status) ? TwinConnect(Npi, Reader, Local, Remote, TwinUpReader) : Status;
}
