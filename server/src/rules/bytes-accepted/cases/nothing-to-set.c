// CASE: all data taken needs no assignment; a local of the same name in another function; a comparison
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _ALL { SIZE_T Total; } ALL, *PALL;
VOID AllClose(PALL All);

static VOID Tally(PALL All, SIZE_T *Counts, ULONG Count)
{
    SIZE_T *BytesAccepted = Counts;

    while (Count-- != 0) {
        All->Total += *BytesAccepted;
        BytesAccepted = BytesAccepted + 1;                  // NOT(bytes-accepted)
    }
}

static NTSTATUS WSKAPI AllReceive(PVOID Ctx, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *BytesAccepted)
{
    (void)Flags;
    if (Data == NULL) {
        AllClose(Ctx);
        return STATUS_SUCCESS;
    }
    if (BytesAccepted != NULL)                              // NOT(bytes-accepted)
        Tally(Ctx, &Bytes, 1);
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH AllDispatch = { AllReceive };
