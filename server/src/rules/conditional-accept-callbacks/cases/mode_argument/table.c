#include "cafe.h"

NTSTATUS WSKAPI CafeAccept(PVOID, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET, PVOID *, const WSK_CLIENT_CONNECTION_DISPATCH **);

static WSK_INSPECT_ACTION WSKAPI CafeInspect(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                             PWSK_INSPECT_ID InspectID)
{
    if (InspectID == NULL)
        return WskInspectReject;
    return RemoteAddress->sa_family == AF_INET ? WskInspectAccept : WskInspectReject;
}

const WSK_CLIENT_LISTEN_DISPATCH CafeEvents = {                     // OR(conditional-accept-callbacks)
    .WskAcceptEvent  = CafeAccept,
    .WskInspectEvent = CafeInspect
};
