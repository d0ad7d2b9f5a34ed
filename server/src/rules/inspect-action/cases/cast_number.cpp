// CASE: C++: a number is cast to the enumeration
#include <ntddk.h>
#include <wsk.h>

NTSTATUS WSKAPI LiftAccept(PVOID, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET, PVOID *, const WSK_CLIENT_CONNECTION_DISPATCH **);
NTSTATUS WSKAPI LiftAbort(PVOID, PWSK_INSPECT_ID);

static WSK_INSPECT_ACTION WSKAPI LiftInspect(PVOID, PSOCKADDR, PSOCKADDR remote, PWSK_INSPECT_ID id)
{
    if (id == nullptr || remote->sa_family != AF_INET)
        return WskInspectReject;


    return static_cast<WSK_INSPECT_ACTION>(7);                  // EXPECT(inspect-action)
}

extern const WSK_CLIENT_LISTEN_DISPATCH LiftEvents = { LiftAccept, LiftInspect, LiftAbort };
