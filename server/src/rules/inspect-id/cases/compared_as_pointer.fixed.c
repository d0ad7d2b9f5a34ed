// CASE: WskAbortEvent looks for the address of the stored copy, which never matches
#include <ntddk.h>
#include <wsk.h>

#define HALL_SLOTS 8

typedef struct _HALL {
    KSPIN_LOCK     Lock;
    BOOLEAN        Used[HALL_SLOTS];
    WSK_INSPECT_ID Ids[HALL_SLOTS];
} HALL, *PHALL;

NTSTATUS WSKAPI HallAccept(PVOID, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET, PVOID *, const WSK_CLIENT_CONNECTION_DISPATCH **);
WSK_INSPECT_ACTION WSKAPI HallInspect(PVOID, PSOCKADDR, PSOCKADDR, PWSK_INSPECT_ID);

static NTSTATUS WSKAPI HallAbort(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    PHALL Hall = SocketContext;
    KIRQL Irql;
    ULONG i;

    KeAcquireSpinLock(&Hall->Lock, &Irql);
    for (i = 0; i < HALL_SLOTS; i++) {
        if (Hall->Used[i] && InspectID->Key == Hall->Ids[i].Key && InspectID->SerialNumber == Hall->Ids[i].SerialNumber) {          // EXPECT(inspect-id)
            Hall->Used[i] = FALSE;
        }
    }
    KeReleaseSpinLock(&Hall->Lock, Irql);
    return STATUS_SUCCESS;
}

const WSK_CLIENT_LISTEN_DISPATCH HallEvents = { HallAccept, HallInspect, HallAbort };
