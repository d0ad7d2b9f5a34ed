// CASE: the workspace defines the names without the prefix; an ordinary function may return a status
// CLEAN
#include "actions.h"

static NTSTATUS LodgeCheck(PSOCKADDR Remote)
{
    return Remote->sa_family == AF_INET ? STATUS_SUCCESS : STATUS_NOT_SUPPORTED;        // NOT(inspect-action)
}

WSK_INSPECT_ACTION WSKAPI LodgeInspect(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                       PWSK_INSPECT_ID InspectID)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(LocalAddress);
    if (InspectID == NULL || !NT_SUCCESS(LodgeCheck(RemoteAddress)))
        return InspectReject;                                                           // NOT(inspect-action)
    return InspectAccept;                                                               // NOT(inspect-action)
}

NTSTATUS WSKAPI LodgeAccept(PVOID, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET, PVOID *, const WSK_CLIENT_CONNECTION_DISPATCH **);
NTSTATUS WSKAPI LodgeAbort(PVOID, PWSK_INSPECT_ID);

const WSK_CLIENT_LISTEN_DISPATCH LodgeEvents = { LodgeAccept, LodgeInspect, LodgeAbort };
