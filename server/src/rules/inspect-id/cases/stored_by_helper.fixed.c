// CASE: a helper puts the pointer into a queue entry
#include <ntddk.h>
#include <wsk.h>

typedef struct _QUAY_ENTRY { LIST_ENTRY Link; WSK_INSPECT_ID Id; } QUAY_ENTRY, *PQUAY_ENTRY;
typedef struct _QUAY { KSPIN_LOCK Lock; LIST_ENTRY Queue; LIST_ENTRY Free; } QUAY, *PQUAY;

NTSTATUS WSKAPI QuayAccept(PVOID, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET, PVOID *, const WSK_CLIENT_CONNECTION_DISPATCH **);
NTSTATUS WSKAPI QuayAbort(PVOID, PWSK_INSPECT_ID);

static BOOLEAN QuayQueue(PQUAY Quay, PWSK_INSPECT_ID Id)
{
    PQUAY_ENTRY Entry = (PQUAY_ENTRY)ExInterlockedRemoveHeadList(&Quay->Free, &Quay->Lock);

    if (Entry == NULL)
        return FALSE;
    Entry->Id = *Id;                                                 // EXPECT(inspect-id)
    ExInterlockedInsertTailList(&Quay->Queue, &Entry->Link, &Quay->Lock);
    return TRUE;
}

static WSK_INSPECT_ACTION WSKAPI QuayInspect(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                             PWSK_INSPECT_ID InspectID)
{
    if (InspectID == NULL)
        return WskInspectReject;
    return QuayQueue(SocketContext, InspectID) ? WskInspectPend : WskInspectReject;     // OR(inspect-id)
}

const WSK_CLIENT_LISTEN_DISPATCH QuayEvents = { QuayAccept, QuayInspect, QuayAbort };
