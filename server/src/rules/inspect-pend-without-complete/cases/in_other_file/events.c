// CASE: pended in one file, completed in another
// CLEAN
// COMPLETE
#include "villa.h"

static NTSTATUS WSKAPI VillaAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
    PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PVILLA Villa = SocketContext;

    if (AcceptSocket == NULL || Villa->Guest != NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    Villa->Guest = AcceptSocket;
    return STATUS_SUCCESS;
}

static WSK_INSPECT_ACTION WSKAPI VillaInspect(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                              PWSK_INSPECT_ID InspectID)
{
    PVILLA Villa = SocketContext;

    if (InspectID == NULL || InterlockedExchange(&Villa->Busy, 1))
        return WskInspectReject;
    Villa->Waiting = *InspectID;
    return WskInspectPend;                                      // NOT(inspect-pend-without-complete)
}

static NTSTATUS WSKAPI VillaAbort(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    PVILLA Villa = SocketContext;

    if (InspectID->Key == Villa->Waiting.Key && InspectID->SerialNumber == Villa->Waiting.SerialNumber)
        InterlockedExchange(&Villa->Busy, 0);
    return STATUS_SUCCESS;
}

const WSK_CLIENT_LISTEN_DISPATCH VillaEvents = { VillaAccept, VillaInspect, VillaAbort };
