// CASE: a helper opens both sockets; whether it enables the event is up to its caller's wish
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static WSK_PROVIDER_NPI Npi;
static PWSK_SOCKET Data, Probe;

static NTSTATUS NTAPI Opened(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS WSKAPI Gone(PVOID SocketContext, ULONG Flags)
{
    UNREFERENCED_PARAMETER(SocketContext);
    DbgPrint("gone: %lx\n", Flags);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH Events = { NULL, Gone, NULL };

static NTSTATUS Open(PSOCKADDR Local, PSOCKADDR Remote, BOOLEAN WithEvents, PWSK_SOCKET *Socket)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_DISCONNECT };
    KEVENT Event;
    NTSTATUS Status;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, Opened, &Event, TRUE, TRUE, TRUE);
    Npi.Dispatch->WskSocketConnect(Npi.Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, NULL, &Events,
                                   NULL, NULL, NULL, Irp);
    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
    *Socket = NT_SUCCESS(Status) ? (PWSK_SOCKET)Irp->IoStatus.Information : NULL;
    IoFreeIrp(Irp);
    if (NT_SUCCESS(Status) && WithEvents)
        Status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)(*Socket)->Dispatch)->WskControlSocket(    // NOT(prefer-static-events)
            *Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
    return Status;
}

NTSTATUS OpenBoth(PSOCKADDR Local, PSOCKADDR Remote, BOOLEAN WithEvents)
{
    NTSTATUS Status = Open(Local, Remote, WithEvents, &Data);

    if (NT_SUCCESS(Status))
        Status = Open(Local, Remote, WithEvents, &Probe);
    return Status;
}
