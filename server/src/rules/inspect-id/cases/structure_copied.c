// CASE: the structure is copied by assignment and by RtlCopyMemory; both members are compared
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _ISLE { WSK_INSPECT_ID First; WSK_INSPECT_ID Second; LONG Count; KSPIN_LOCK Lock; } ISLE, *PISLE;

NTSTATUS WSKAPI IsleAccept(PVOID, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET, PVOID *, const WSK_CLIENT_CONNECTION_DISPATCH **);

static BOOLEAN IsleSame(const WSK_INSPECT_ID *a, const WSK_INSPECT_ID *b)
{
    return a->Key == b->Key && a->SerialNumber == b->SerialNumber;                      // NOT(inspect-id)
}

static WSK_INSPECT_ACTION WSKAPI IsleInspect(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                             PWSK_INSPECT_ID InspectID)
{
    PISLE Isle = SocketContext;
    WSK_INSPECT_ACTION Action = WskInspectReject;
    KIRQL Irql;

    if (!InspectID)                                                                     // NOT(inspect-id)
        return WskInspectReject;
    KeAcquireSpinLock(&Isle->Lock, &Irql);
    if (Isle->Count == 0) {
        Isle->First = *InspectID;                                                       // NOT(inspect-id)
        Isle->Count = 1;
        Action = WskInspectPend;
    } else if (Isle->Count == 1) {
        RtlCopyMemory(&Isle->Second, InspectID, sizeof(Isle->Second));                  // NOT(inspect-id)
        Isle->Count = 2;
        Action = WskInspectPend;
    }
    KeReleaseSpinLock(&Isle->Lock, Irql);
    return Action;
}

static NTSTATUS WSKAPI IsleAbort(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    PISLE Isle = SocketContext;
    KIRQL Irql;

    KeAcquireSpinLock(&Isle->Lock, &Irql);
    if (Isle->Count > 0 && IsleSame(InspectID, &Isle->First)) {                         // NOT(inspect-id)
        Isle->First = Isle->Second;
        Isle->Count--;
    } else if (Isle->Count == 2 && IsleSame(InspectID, &Isle->Second)) {                // NOT(inspect-id)
        Isle->Count--;
    }
    KeReleaseSpinLock(&Isle->Lock, Irql);
    return STATUS_SUCCESS;
}

const WSK_CLIENT_LISTEN_DISPATCH IsleEvents = { IsleAccept, IsleInspect, IsleAbort };
