// CASE: a local copy of the pointer, members read behind a test, the key alone kept as a number for a log
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _CAMP { ULONG_PTR LastKey; ULONG LastSerial; volatile LONG Dead; } CAMP, *PCAMP;

NTSTATUS WSKAPI CampAccept(PVOID, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET, PVOID *, const WSK_CLIENT_CONNECTION_DISPATCH **);
NTSTATUS WSKAPI CampAbort(PVOID, PWSK_INSPECT_ID);

static VOID CampTrace(PWSK_INSPECT_ID Id)
{
    if (Id != NULL)
        DbgPrint("camp: %Ix/%lu\n", Id->Key, Id->SerialNumber);                         // NOT(inspect-id)
}

static WSK_INSPECT_ACTION WSKAPI CampInspect(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                             PWSK_INSPECT_ID InspectID)
{
    PCAMP Camp = SocketContext;
    PWSK_INSPECT_ID Id = InspectID;                                                     // NOT(inspect-id)

    CampTrace(Id);                                                                      // NOT(inspect-id)
    if (NULL == Id) {
        InterlockedExchange(&Camp->Dead, 1);
        return WskInspectReject;
    }
    Camp->LastKey = Id->Key;                                                            // NOT(inspect-id)
    Camp->LastSerial = Id->SerialNumber;                                                // NOT(inspect-id)
    return RemoteAddress->sa_family == AF_INET6 ? WskInspectAccept : WskInspectReject;
}

const WSK_CLIENT_LISTEN_DISPATCH CampEvents = { CampAccept, CampInspect, CampAbort };
