// CASE: waits until nobody uses something any more
#include <ntddk.h>
#include <wsk.h>

typedef struct _LANE { EX_RUNDOWN_REF Rundown; IO_REMOVE_LOCK Lock; KTIMER Timer; PWSK_SOCKET Socket; WORK_QUEUE_ITEM Item; } LANE, *PLANE;

static VOID LaneStop(PLANE Lane)
{
    KeCancelTimer(&Lane->Timer);
    ExWaitForRundownProtectionRelease(&Lane->Rundown);
}

static VOID NTAPI LaneWork(PVOID Context)
{
    LaneStop(Context);                                      // NOT(wait-in-callback)
}

static NTSTATUS WSKAPI StopsAtOnce(PVOID SocketContext, ULONG Flags)
{
    LaneStop(SocketContext);                                // EXPECT(wait-in-callback)
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI ReleasesAndWaits(PVOID SocketContext, ULONG Flags)
{
    PLANE lane = SocketContext;

    IoReleaseRemoveLockAndWait(&lane->Lock, lane);          // EXPECT(wait-in-callback)
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI StopsLater(PVOID SocketContext, ULONG Flags)
{
    PLANE lane = SocketContext;

    ExReleaseRundownProtection(&lane->Rundown);             // NOT(wait-in-callback)
    ExInitializeWorkItem(&lane->Item, LaneWork, lane);
    ExQueueWorkItem(&lane->Item, DelayedWorkQueue);         // NOT(wait-in-callback)
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH LaneTables[] = { { NULL, StopsAtOnce }, { NULL, ReleasesAndWaits }, { NULL, StopsLater } };
