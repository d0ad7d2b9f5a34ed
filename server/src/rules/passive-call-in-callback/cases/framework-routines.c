// CASE: wait locks, timers and sleeps of frameworks; a zero timeout and a stop without waiting
#include <ntddk.h>
#include <wsk.h>

typedef struct _WDFWAITLOCK__ *WDFWAITLOCK;
typedef struct _WDFTIMER__ *WDFTIMER;
NTSTATUS WdfWaitLockAcquire(WDFWAITLOCK Lock, PLONGLONG Timeout);
VOID WdfWaitLockRelease(WDFWAITLOCK Lock);
BOOLEAN WdfTimerStop(WDFTIMER Timer, BOOLEAN Wait);
VOID NdisMSleep(ULONG Microseconds);

typedef struct _NODE { WDFWAITLOCK Lock; WDFTIMER Timer; ULONG Hits; } NODE, *PNODE;

static NTSTATUS WSKAPI NodeGone(PVOID Context, ULONG Flags)
{
    PNODE Node = Context;

    UNREFERENCED_PARAMETER(Flags);
    WdfTimerStop(Node->Timer, FALSE);               // NOT(passive-call-in-callback)



    WdfTimerStop(Node->Timer, TRUE);                // EXPECT(passive-call-in-callback)



    WdfWaitLockAcquire(Node->Lock, NULL);           // EXPECT(passive-call-in-callback)
    Node->Hits++;
    WdfWaitLockRelease(Node->Lock);
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI NodeBacklog(PVOID Context, SIZE_T Size)
{
    PNODE Node = Context;
    LONGLONG Now = 0;

    if (WdfWaitLockAcquire(Node->Lock, &Now) == STATUS_SUCCESS) {   // NOT(passive-call-in-callback)
        Node->Hits += (ULONG)Size;
        WdfWaitLockRelease(Node->Lock);
    }



    NdisMSleep(1000);                               // EXPECT(passive-call-in-callback)
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH NodeDispatch = { NULL, NodeGone, NodeBacklog };
