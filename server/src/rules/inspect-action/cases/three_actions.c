// CASE: all three actions, by ?:, a local, a helper and a cast of the helper's result
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _ABBEY { PWSK_SOCKET Listener; WSK_INSPECT_ID Waiting; BOOLEAN Busy; } ABBEY, *PABBEY;

NTSTATUS WSKAPI AbbeyAccept(PVOID, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET, PVOID *, const WSK_CLIENT_CONNECTION_DISPATCH **);
NTSTATUS WSKAPI AbbeyAbort(PVOID, PWSK_INSPECT_ID);

static WSK_INSPECT_ACTION AbbeyRule(PSOCKADDR Remote)
{
    return Remote->sa_family == AF_INET ? WskInspectAccept : WskInspectReject;          // NOT(inspect-action)
}

static WSK_INSPECT_ACTION WSKAPI AbbeyInspect(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                              PWSK_INSPECT_ID InspectID)
{
    PABBEY Abbey = SocketContext;
    WSK_INSPECT_ACTION Action = WskInspectReject;

    if (InspectID == NULL)
        return Action;                                                                  // NOT(inspect-action)
    if (((PSOCKADDR_IN)LocalAddress)->sin_port == 0x5000)
        return AbbeyRule(RemoteAddress);                                                // NOT(inspect-action)
    if (!Abbey->Busy) {
        Abbey->Busy = TRUE;
        Abbey->Waiting = *InspectID;
        Action = WskInspectPend;
    }
    return Action;                                                                      // NOT(inspect-action)
}

const WSK_CLIENT_LISTEN_DISPATCH AbbeyEvents = { AbbeyAccept, AbbeyInspect, AbbeyAbort };

static NTSTATUS NTAPI AbbeyDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    ((PABBEY)Context)->Busy = FALSE;
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS AbbeyDecide(PABBEY Abbey, BOOLEAN Yes)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, AbbeyDone, Abbey, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_LISTEN_DISPATCH)Abbey->Listener->Dispatch)->WskInspectComplete(
        Abbey->Listener, &Abbey->Waiting, Yes ? WskInspectAccept : WskInspectReject, Irp);      // NOT(inspect-action)
}
