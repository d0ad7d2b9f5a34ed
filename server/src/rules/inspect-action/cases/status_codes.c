// CASE: NTSTATUS values returned from WskInspectEvent
#include <ntddk.h>
#include <wsk.h>

typedef struct _TOWER { ULONG Allowed; } TOWER, *PTOWER;

NTSTATUS WSKAPI TowerAccept(PVOID, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET, PVOID *, const WSK_CLIENT_CONNECTION_DISPATCH **);
NTSTATUS WSKAPI TowerAbort(PVOID, PWSK_INSPECT_ID);

static WSK_INSPECT_ACTION WSKAPI TowerInspect(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                              PWSK_INSPECT_ID InspectID)
{
    PTOWER Tower = SocketContext;

    UNREFERENCED_PARAMETER(LocalAddress);
    if (InspectID == NULL)
        return WskInspectReject;
    if (RemoteAddress->sa_family != AF_INET)
        return WskInspectReject;
    if (((PSOCKADDR_IN)RemoteAddress)->sin_addr.S_un.S_addr != Tower->Allowed) {
        DbgPrint("tower: refused\n");

        return STATUS_REQUEST_NOT_ACCEPTED;             // EXPECT(inspect-action)
    }



    return STATUS_SUCCESS;                              // EXPECT(inspect-action)
}

const WSK_CLIENT_LISTEN_DISPATCH TowerEvents = { TowerAccept, TowerInspect, TowerAbort };
