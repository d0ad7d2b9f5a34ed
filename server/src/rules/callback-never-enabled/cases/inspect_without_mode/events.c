// CASE: both inspection callbacks are in the table, SO_CONDITIONAL_ACCEPT is set nowhere
// COMPLETE
#include "door.h"

static NTSTATUS WSKAPI DoorAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
    PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PDOOR Door = SocketContext;

    if (AcceptSocket == NULL || Door->Guest != NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    Door->Guest = AcceptSocket;
    return STATUS_SUCCESS;
}

static WSK_INSPECT_ACTION WSKAPI DoorInspect(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                             PWSK_INSPECT_ID InspectID)
{
    if (InspectID == NULL || RemoteAddress->sa_family != AF_INET)
        return WskInspectReject;
    return WskInspectAccept;
}

static NTSTATUS WSKAPI DoorAbort(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(InspectID);
    return STATUS_SUCCESS;
}

const WSK_CLIENT_LISTEN_DISPATCH DoorEvents = {
    DoorAccept,


    DoorInspect,                            // EXPECT(callback-never-enabled)



    DoorAbort                               // EXPECT(callback-never-enabled)
};
