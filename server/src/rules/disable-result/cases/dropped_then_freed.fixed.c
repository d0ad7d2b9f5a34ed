// CASE: the result of the disable is dropped, then the memory that is the socket's context is freed
#include <ntddk.h>
#include <wsk.h>

typedef struct _RSH_PEER {
    PWSK_SOCKET Socket;
    ULONG       Lines;
} RSH_PEER, *PRSH_PEER;

extern const WSK_CLIENT_CONNECTION_DISPATCH RshEvents;
VOID RshKeepSocket(PWSK_SOCKET Socket);

static NTSTATUS NTAPI RshConnected(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PRSH_PEER Peer = Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (NT_SUCCESS(Irp->IoStatus.Status))
        Peer->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS RshConnect(PWSK_PROVIDER_NPI Npi, PRSH_PEER Peer, PSOCKADDR Local, PSOCKADDR Remote)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, RshConnected, Peer, TRUE, TRUE, TRUE);
    return Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0,
                                           Peer, &RshEvents, NULL, NULL, NULL, Irp);
}

static NTSTATUS NTAPI RshForgetComplete(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

VOID RshForget(PRSH_PEER Peer)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH Dispatch = (PWSK_PROVIDER_CONNECTION_DISPATCH)Peer->Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control;
    PIRP Irp;
    KEVENT Completed;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE;
    Irp = IoAllocateIrp(1, FALSE);
    if (Irp != NULL) {
        KeInitializeEvent(&Completed, SynchronizationEvent, FALSE);
        IoSetCompletionRoutine(Irp, RshForgetComplete, &Completed, TRUE, TRUE, TRUE);
        (VOID)Dispatch->WskControlSocket(Peer->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,       // EXPECT(disable-result)
                                         sizeof(Control), &Control, 0, NULL, NULL, Irp);
        KeWaitForSingleObject(&Completed, Executive, KernelMode, FALSE, NULL);
        IoFreeIrp(Irp);
    }

    RshKeepSocket(Peer->Socket);
    ExFreePoolWithTag(Peer, 'hsRP');                                                                // OR(disable-result)
}
