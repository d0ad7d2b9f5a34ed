// CASE: NULL stands only where nothing is enabled; a static flag of another category asks nothing of this table
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _IMAP { WSK_PROVIDER_NPI Npi; PWSK_SOCKET Socket; NTSTATUS Last; volatile LONG Gone; } IMAP, *PIMAP;

static NTSTATUS WSKAPI ImapGone(PVOID SocketContext, ULONG Flags)
{
    UNREFERENCED_PARAMETER(Flags);
    InterlockedExchange(&((PIMAP)SocketContext)->Gone, 1);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH ImapEvents = { NULL, ImapGone, NULL };      // NOT(enabled-event-without-callback)

NTSTATUS ImapStatic(PIMAP Imap)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };

    return Imap->Npi.Dispatch->WskControlClient(Imap->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS,
                                                sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

static NTSTATUS NTAPI ImapConnected(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PIMAP Imap = Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    Imap->Last = Irp->IoStatus.Status;
    if (NT_SUCCESS(Imap->Last)) {
        WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_DISCONNECT };   // NOT(enabled-event-without-callback)

        Imap->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
        Imap->Last = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Imap->Socket->Dispatch)->WskControlSocket(
            Imap->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
            0, NULL, NULL, NULL);
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS ImapConnect(PIMAP Imap, PSOCKADDR Local, PSOCKADDR Remote)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, ImapConnected, Imap, TRUE, TRUE, TRUE);
    return Imap->Npi.Dispatch->WskSocketConnect(Imap->Npi.Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0,
                                                Imap, &ImapEvents, NULL, NULL, NULL, Irp);   // NOT(enabled-event-without-callback)
}
