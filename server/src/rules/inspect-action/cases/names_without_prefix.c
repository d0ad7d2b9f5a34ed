// CASE: the names of the conceptual page, which wsk.h does not have (does not compile)
#include <ntddk.h>
#include <wsk.h>

NTSTATUS WSKAPI BridgeAccept(PVOID, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET, PVOID *, const WSK_CLIENT_CONNECTION_DISPATCH **);
NTSTATUS WSKAPI BridgeAbort(PVOID, PWSK_INSPECT_ID);

static WSK_INSPECT_ACTION WSKAPI BridgeInspect(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                               PWSK_INSPECT_ID InspectID)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(LocalAddress);
    if (InspectID == NULL)
        return WskInspectReject;


    if (RemoteAddress->sa_family == AF_INET6)
        return InspectReject;                           // EXPECT(inspect-action)



    return InspectAccept;                               // EXPECT(inspect-action)
}

const WSK_CLIENT_LISTEN_DISPATCH BridgeEvents = { BridgeAccept, BridgeInspect, BridgeAbort };
