// CASE: one file of a driver is looked at alone: its header, and the functions that get the context, are not there
// CLEAN
// COMPLETE
#include <ntddk.h>
#include <wsk.h>

typedef struct _END {
    struct _END *Other;
    PWSK_DATA_INDICATION Held;
    BOOLEAN Open;
} END, *PEND;

static NTSTATUS NTAPI EndReceive(PVOID Context, ULONG Flags, PWSK_DATA_INDICATION List, SIZE_T Length, SIZE_T *Taken)
{
    PEND End = Context;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(Taken);
    if (List == NULL) {
        EndFinish(End);
        return STATUS_SUCCESS;
    }
    if (!End->Other->Open && End->Held == NULL) {
        End->Held = List;
        return STATUS_PENDING; // NOT(pending-without-release)
    }
    EndForward(End, List, Length);
    return STATUS_PENDING; // NOT(pending-without-release)
}

const WSK_CLIENT_CONNECTION_DISPATCH EndTable = { EndReceive, NULL, NULL };
