// CASE: the waiting helper is called by the unload path only; the callback polls through the same helper with no timeout left
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _POLL { KEVENT Idle; ULONG Skipped; VOID (*Notify)(PVOID); PVOID NotifyContext; } POLL, *PPOLL;
VOID PollLost(PPOLL Poll);

static BOOLEAN PollIdle(PPOLL Poll)
{
    LARGE_INTEGER Zero;

    Zero.QuadPart = 0;
    return KeWaitForSingleObject(&Poll->Idle, Executive, KernelMode, FALSE, &Zero) == STATUS_SUCCESS;
}

VOID PollUnload(PPOLL Poll)
{
    KeWaitForSingleObject(&Poll->Idle, Executive, KernelMode, FALSE, NULL);     // NOT(wait-in-callback)
}

static NTSTATUS WSKAPI PollInput(PVOID Context, ULONG Flags, PWSK_DATAGRAM_INDICATION List)
{
    PPOLL Poll = Context;

    UNREFERENCED_PARAMETER(Flags);
    if (List == NULL) {
        PollLost(Poll);
        return STATUS_SUCCESS;
    }
    if (!PollIdle(Poll))                        // NOT(wait-in-callback)
        Poll->Skipped++;
    Poll->Notify(Poll->NotifyContext);          // NOT(wait-in-callback)
    return STATUS_SUCCESS;
}

const WSK_CLIENT_DATAGRAM_DISPATCH PollDispatch = { PollInput };
