// CASE: no connection is pended, so nothing has to be completed; the enumerator only stands in a test
// CLEAN
// COMPLETE
#include <ntddk.h>
#include <wsk.h>

typedef struct _RANCH { PWSK_SOCKET Guest; ULONG Allowed; } RANCH, *PRANCH;

static const char *RanchName(WSK_INSPECT_ACTION Action)
{
    if (Action == WskInspectPend)                               // NOT(inspect-pend-without-complete)
        return "pend";
    return Action == WskInspectAccept ? "accept" : "reject";
}

WSK_INSPECT_ACTION WSKAPI RanchInspect(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                       PWSK_INSPECT_ID InspectID)
{
    WSK_INSPECT_ACTION Action = WskInspectReject;

    if (InspectID == NULL)
        return WskInspectReject;
    if (RemoteAddress->sa_family == AF_INET &&
        ((PSOCKADDR_IN)RemoteAddress)->sin_addr.S_un.S_addr == ((PRANCH)SocketContext)->Allowed)
        Action = WskInspectAccept;
    DbgPrint("ranch: %s\n", RanchName(Action));
    return Action;                                              // NOT(inspect-pend-without-complete)
}
