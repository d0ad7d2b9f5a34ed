// CASE: the pointer is kept in the context until the decision
#include <ntddk.h>
#include <wsk.h>

typedef struct _GATE {
    PWSK_SOCKET     Listener;
    WSK_INSPECT_ID  Pending;
    BOOLEAN         Busy;
} GATE, *PGATE;

NTSTATUS WSKAPI GateAccept(PVOID, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET, PVOID *, const WSK_CLIENT_CONNECTION_DISPATCH **);
NTSTATUS WSKAPI GateAbort(PVOID, PWSK_INSPECT_ID);

static WSK_INSPECT_ACTION WSKAPI GateInspect(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                             PWSK_INSPECT_ID InspectID)
{
    PGATE Gate = SocketContext;

    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(RemoteAddress);
    if (InspectID == NULL || Gate->Busy)
        return WskInspectReject;
    Gate->Busy = TRUE;
    Gate->Pending = *InspectID;                                  // EXPECT(inspect-id)
    return WskInspectPend;
}

const WSK_CLIENT_LISTEN_DISPATCH GateEvents = { GateAccept, GateInspect, GateAbort };

static NTSTATUS NTAPI GateDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    ((PGATE)Context)->Busy = FALSE;
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS GateOpen(PGATE Gate)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, GateDone, Gate, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_LISTEN_DISPATCH)Gate->Listener->Dispatch)->WskInspectComplete(
        Gate->Listener, &Gate->Pending, WskInspectAccept, Irp);  // OR(inspect-id)
}
