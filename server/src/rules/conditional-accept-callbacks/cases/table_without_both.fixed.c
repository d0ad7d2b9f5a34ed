// CASE: the mode is set before bind, the table of the listening socket has WskAcceptEvent only
#include <ntddk.h>
#include <wsk.h>

typedef struct _PARK { PWSK_SOCKET Listener; PWSK_SOCKET Car; } PARK, *PPARK;

static NTSTATUS WSKAPI ParkAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
    PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PPARK Park = SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    if (AcceptSocket == NULL || Park->Car != NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    Park->Car = AcceptSocket;
    return STATUS_SUCCESS;
}

/* WskInspectEvent: runs at IRQL <= DISPATCH_LEVEL and must not wait.
 * InspectID is NULL when the socket is dead: it has to be closed.
 * Returns WskInspectAccept, WskInspectReject or WskInspectPend. */
static WSK_INSPECT_ACTION WSKAPI ParkInspect(
    PVOID SocketContext,
    PSOCKADDR LocalAddress,
    PSOCKADDR RemoteAddress,
    PWSK_INSPECT_ID InspectID)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(RemoteAddress);
    UNREFERENCED_PARAMETER(InspectID);

    return WskInspectAccept;
}

/* WskAbortEvent: runs at IRQL <= DISPATCH_LEVEL and must not wait.
 * Returns STATUS_SUCCESS. */
static NTSTATUS WSKAPI ParkAbort(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(InspectID);

    return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH ParkEvents = { ParkAccept, ParkInspect, ParkAbort };    // OR(conditional-accept-callbacks)

static NTSTATUS NTAPI ParkDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS ParkOpen(PWSK_PROVIDER_NPI Npi, PPARK Park)
{
    PWSK_PROVIDER_LISTEN_DISPATCH Dispatch;
    ULONG Conditional = 1;
    NTSTATUS Status;
    KEVENT Event;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, ParkDone, &Event, TRUE, TRUE, TRUE);
    Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
                             Park, &ParkEvents, NULL, NULL, NULL, Irp);             // OR(conditional-accept-callbacks)
    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
    if (NT_SUCCESS(Status)) {
        Park->Listener = (PWSK_SOCKET)Irp->IoStatus.Information;
        Dispatch = (PWSK_PROVIDER_LISTEN_DISPATCH)Park->Listener->Dispatch;

        IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
        IoSetCompletionRoutine(Irp, ParkDone, &Event, TRUE, TRUE, TRUE);
        Dispatch->WskControlSocket(Park->Listener, WskSetOption,                    // EXPECT(conditional-accept-callbacks)
                                   SO_CONDITIONAL_ACCEPT, SOL_SOCKET,               // OR(conditional-accept-callbacks)
                                   sizeof(Conditional), &Conditional, 0, NULL, NULL, Irp);
        KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    IoFreeIrp(Irp);
    return Status;
}
