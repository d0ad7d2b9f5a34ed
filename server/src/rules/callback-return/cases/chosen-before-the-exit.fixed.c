// CASE: the status is chosen in two branches, and left by one return
#include <ntddk.h>
#include <wsk.h>

typedef struct _TANK { SIZE_T Room; PIO_WORKITEM Item; } TANK, *PTANK;
VOID TankDead(PTANK Tank);

static NTSTATUS WSKAPI TankReceive(PVOID Context, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *Taken)
{
    PTANK Tank = Context;
    NTSTATUS Status = STATUS_SUCCESS;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(Taken);
    if (Data == NULL) {
        TankDead(Tank);
        goto Exit;
    }
    if (Bytes > Tank->Room) {
        Status = STATUS_SUCCESS;            // OR(callback-return)
        goto Exit;
    }
    if (Tank->Room == 0) {
        Status = STATUS_SUCCESS;     // OR(callback-return)
        goto Exit;
    }
    Tank->Room -= Bytes;
Exit:
    return Status;                                  // EXPECT(callback-return)
}

const WSK_CLIENT_CONNECTION_DISPATCH TankDispatch = { TankReceive, NULL, NULL };
