// CASE: a connection is pended and the workspace has no WskInspectComplete
// COMPLETE
#include <ntddk.h>
#include <wsk.h>

typedef struct _CASTLE {
    PWSK_SOCKET    Listener;
    PWSK_SOCKET    Guest;
    WSK_INSPECT_ID Waiting;
    volatile LONG  Busy;
    KEVENT         Done;
} CASTLE, *PCASTLE;

static NTSTATUS WSKAPI CastleAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
    PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PCASTLE Castle = SocketContext;

    if (AcceptSocket == NULL || Castle->Guest != NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    Castle->Guest = AcceptSocket;
    return STATUS_SUCCESS;
}

static WSK_INSPECT_ACTION WSKAPI CastleInspect(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                               PWSK_INSPECT_ID InspectID)
{
    PCASTLE Castle = SocketContext;

    if (InspectID == NULL || InterlockedExchange(&Castle->Busy, 1))
        return WskInspectReject;
    Castle->Waiting = *InspectID;
    return WskInspectPend;                                      // EXPECT(inspect-pend-without-complete)
}

static NTSTATUS WSKAPI CastleAbort(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    PCASTLE Castle = SocketContext;

    if (InspectID->Key == Castle->Waiting.Key && InspectID->SerialNumber == Castle->Waiting.SerialNumber)
        InterlockedExchange(&Castle->Busy, 0);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH CastleEvents = { CastleAccept, CastleInspect, CastleAbort };

static NTSTATUS NTAPI CastleDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    KeSetEvent(&((PCASTLE)Context)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS CastleWait(PCASTLE Castle, PIRP Irp)
{
    KeWaitForSingleObject(&Castle->Done, Executive, KernelMode, FALSE, NULL);
    return Irp->IoStatus.Status;
}

NTSTATUS CastleOpen(PWSK_PROVIDER_NPI Npi, PCASTLE Castle, PSOCKADDR Local)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT };
    PWSK_PROVIDER_LISTEN_DISPATCH Dispatch;
    ULONG Conditional = 1;
    NTSTATUS Status;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Castle->Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, CastleDone, Castle, TRUE, TRUE, TRUE);
    Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
                             Castle, &CastleEvents, NULL, NULL, NULL, Irp);
    Status = CastleWait(Castle, Irp);
    if (!NT_SUCCESS(Status))
        goto Exit;
    Castle->Listener = (PWSK_SOCKET)Irp->IoStatus.Information;
    Dispatch = (PWSK_PROVIDER_LISTEN_DISPATCH)Castle->Listener->Dispatch;

    IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Irp, CastleDone, Castle, TRUE, TRUE, TRUE);
    Dispatch->WskControlSocket(Castle->Listener, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET,
                               sizeof(Conditional), &Conditional, 0, NULL, NULL, Irp);
    Status = CastleWait(Castle, Irp);
    if (!NT_SUCCESS(Status))
        goto Exit;

    IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Irp, CastleDone, Castle, TRUE, TRUE, TRUE);
    Dispatch->WskBind(Castle->Listener, Local, 0, Irp);
    Status = CastleWait(Castle, Irp);
    if (!NT_SUCCESS(Status))
        goto Exit;

    Status = Dispatch->WskControlSocket(Castle->Listener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                        sizeof(Control), &Control, 0, NULL, NULL, NULL);
Exit:
    IoFreeIrp(Irp);
    return Status;
}
