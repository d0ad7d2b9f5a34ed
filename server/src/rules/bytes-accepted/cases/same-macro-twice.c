// CASE: the same macro counts on the path that takes data and on the one that keeps it
#include <ntddk.h>
#include <wsk.h>

#define AT_MOST(Count, Limit) ((Count) < (Limit) ? (Count) : (Limit))

typedef struct _TUB { PWSK_SOCKET Socket; PWSK_DATA_INDICATION Kept; SIZE_T Limit; KEVENT Filled; } TUB, *PTUB;

VOID TubEmpty(PTUB Tub, PWSK_BUF Nothing, PIRP Irp)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Table = Tub->Socket->Dispatch;

    (void)Table->WskRelease(Tub->Socket, Tub->Kept);
    (void)Table->WskReceive(Tub->Socket, Nothing, 0, Irp);
}

static NTSTATUS WSKAPI TubReceive(PVOID Context, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *Taken)
{
    PTUB Tub = Context;

    KeSetEvent(&Tub->Filled, IO_NO_INCREMENT, FALSE);
    if (Data == NULL)
        return STATUS_SUCCESS;
    if (!(Flags & WSK_FLAG_RELEASE_ASAP)) {
        Tub->Kept = Data;
        *Taken = AT_MOST(Bytes, Tub->Limit);            // EXPECT(bytes-accepted)
        return STATUS_PENDING;
    }
    *Taken = AT_MOST(Bytes, Tub->Limit);                // NOT(bytes-accepted)
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH TubTable = { TubReceive, NULL, NULL };
