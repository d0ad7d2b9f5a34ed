// CASE: C++: the id is copied without a test, although NULL means that the listening socket is gone
#include <ntddk.h>
#include <wsk.h>

struct Plaza
{
    PWSK_SOCKET Listener;
    WSK_INSPECT_ID Id;
    volatile LONG Waiting;
};

NTSTATUS WSKAPI PlazaAccept(PVOID, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET, PVOID *, const WSK_CLIENT_CONNECTION_DISPATCH **);
NTSTATUS WSKAPI PlazaAbort(PVOID, PWSK_INSPECT_ID);

static WSK_INSPECT_ACTION WSKAPI PlazaInspect(PVOID context, PSOCKADDR, PSOCKADDR, PWSK_INSPECT_ID id)
{
    auto plaza = static_cast<Plaza *>(context);

    if (InterlockedExchange(&plaza->Waiting, 1) != 0)
        return WskInspectReject;
    if (id == NULL) {
        return WskInspectReject;
    }
    plaza->Id = *id;                                                // EXPECT(inspect-id)
    return WskInspectPend;
}

extern const WSK_CLIENT_LISTEN_DISPATCH PlazaEvents = { PlazaAccept, PlazaInspect, PlazaAbort };
