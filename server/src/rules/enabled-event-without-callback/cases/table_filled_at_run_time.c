// CASE: the entries are written at run time, or the table is not known
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _PLUG { PWSK_SOCKET Socket; NTSTATUS Last; } PLUG, *PPLUG;

static WSK_CLIENT_CONNECTION_DISPATCH PlugEvents;
extern const WSK_CLIENT_CONNECTION_DISPATCH *PlugOtherEvents;

VOID PlugInstall(PFN_WSK_RECEIVE_EVENT Receive, PFN_WSK_DISCONNECT_EVENT Disconnect)
{
    PlugEvents.WskReceiveEvent = Receive;
    PlugEvents.WskDisconnectEvent = Disconnect;
}

static NTSTATUS NTAPI PlugConnected(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT };  // NOT(enabled-event-without-callback)
    PPLUG Plug = Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    Plug->Last = Irp->IoStatus.Status;
    if (NT_SUCCESS(Plug->Last)) {
        Plug->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
        Plug->Last = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Plug->Socket->Dispatch)->WskControlSocket(   // NOT(enabled-event-without-callback)
            Plug->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
            0, NULL, NULL, NULL);
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS PlugConnect(PWSK_PROVIDER_NPI Npi, PPLUG Plug, PSOCKADDR Local, PSOCKADDR Remote, BOOLEAN Other)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, PlugConnected, Plug, TRUE, TRUE, TRUE);
    return Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, Plug,
                                           Other ? PlugOtherEvents : &PlugEvents, NULL, NULL, NULL, Irp);
}
