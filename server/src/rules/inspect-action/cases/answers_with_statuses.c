// CASE: WskInspectEvent answers with statuses, whose meaning is plain
#include <ntddk.h>
#include <wsk.h>

BOOLEAN LodgeKnows(PSOCKADDR Guest);

static WSK_INSPECT_ACTION WSKAPI LodgeInspect(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                              PWSK_INSPECT_ID InspectID)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(LocalAddress);
    if (InspectID == NULL)
        return STATUS_CONNECTION_REFUSED;                   // EXPECT(inspect-action)
    if (LodgeKnows(RemoteAddress))
        return STATUS_SUCCESS;                              // EXPECT(inspect-action)
    return WskInspectReject;
}

static NTSTATUS WSKAPI LodgeAbort(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    DbgPrint("lodge: %p %p\n", SocketContext, InspectID);
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI LodgeAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
    PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch);

const WSK_CLIENT_LISTEN_DISPATCH LodgeEvents = { LodgeAccept, LodgeInspect, LodgeAbort };
