// CASE: the table is an initialised local of the function that accepts
#include <ntddk.h>
#include <wsk.h>

typedef struct _GATEWAY { PWSK_SOCKET Listener, Peer; NTSTATUS Result; } GATEWAY, *PGATEWAY;

NTSTATUS WSKAPI GatewayPeerGone(PVOID SocketContext, ULONG Flags);

static NTSTATUS NTAPI GatewayAccepted(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PGATEWAY Gateway = Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    Gateway->Result = Irp->IoStatus.Status;
    if (NT_SUCCESS(Irp->IoStatus.Status))
        Gateway->Peer = (PWSK_SOCKET)Irp->IoStatus.Information;
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* Listener: bound */
NTSTATUS GatewayAccept(PGATEWAY Gateway)
{
    CONST WSK_PROVIDER_LISTEN_DISPATCH *Dispatch = Gateway->Listener->Dispatch;
    static const WSK_CLIENT_CONNECTION_DISPATCH Table = { NULL, GatewayPeerGone, NULL };    // OR(dispatch-lifetime)
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, GatewayAccepted, Gateway, TRUE, TRUE, TRUE);
    return Dispatch->WskAccept(Gateway->Listener, 0, Gateway, &Table, NULL, NULL, Irp);    // EXPECT(dispatch-lifetime)
}
