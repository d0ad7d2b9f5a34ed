// CASE: a table is given where events follow; no table where none do; a table that the caller chooses is not known
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _SSH { PWSK_SOCKET Socket; BOOLEAN Quiet; NTSTATUS Last; } SSH, *PSSH;

NTSTATUS WSKAPI SshGone(PVOID SocketContext, ULONG Flags);
static const WSK_CLIENT_CONNECTION_DISPATCH SshEvents = { NULL, SshGone, NULL };

static NTSTATUS SshWatch(PSSH Ssh)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_DISCONNECT };           // NOT(events-without-dispatch)

    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Ssh->Socket->Dispatch)->WskControlSocket(            // NOT(events-without-dispatch)
        Ssh->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

static NTSTATUS NTAPI SshConnected(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PSSH Ssh = Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    Ssh->Last = Irp->IoStatus.Status;
    if (NT_SUCCESS(Ssh->Last)) {
        Ssh->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
        Ssh->Last = SshWatch(Ssh);
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS NTAPI SshConnectedQuiet(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PSSH Ssh = Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    Ssh->Last = Irp->IoStatus.Status;
    if (NT_SUCCESS(Ssh->Last))
        Ssh->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SshConnect(PWSK_PROVIDER_NPI Npi, PSSH Ssh, PSOCKADDR Local, PSOCKADDR Remote)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, SshConnected, Ssh, TRUE, TRUE, TRUE);
    return Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, Ssh,
                                           &SshEvents, NULL, NULL, NULL, Irp);
}

NTSTATUS SshProbe(PWSK_PROVIDER_NPI Npi, PSSH Ssh, PSOCKADDR Local, PSOCKADDR Remote)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, SshConnectedQuiet, Ssh, TRUE, TRUE, TRUE);
    return Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, NULL,
                                           NULL, NULL, NULL, NULL, Irp);                            // NOT(events-without-dispatch)
}
