// CASE: the list is retained with STATUS_PENDING and a count is set as well, through a helper
#include <ntddk.h>
#include <wsk.h>

typedef struct _HOLD { PWSK_SOCKET Socket; PWSK_DATA_INDICATION List; SIZE_T Bytes; } HOLD, *PHOLD;
VOID HoldClose(PHOLD Hold);

static VOID HoldKeep(PHOLD Hold, PWSK_DATA_INDICATION List, SIZE_T Bytes, SIZE_T *Count)
{
    Hold->List = List;
    Hold->Bytes = Bytes;
    *Count = Bytes;                                         // OR(bytes-accepted)
}

static NTSTATUS WSKAPI HoldReceive(PVOID Context, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *Accepted)
{
    PHOLD Hold = Context;

    if (Data == NULL) {
        HoldClose(Hold);
        return STATUS_SUCCESS;
    }
    if (Flags & WSK_FLAG_RELEASE_ASAP)
        return STATUS_SUCCESS;


    HoldKeep(Hold, Data, Bytes, Accepted);                  // EXPECT(bytes-accepted)
    return STATUS_PENDING;                                  // OR(bytes-accepted)
}

VOID HoldRelease(PHOLD Hold)
{
    (VOID)((PWSK_PROVIDER_CONNECTION_DISPATCH)Hold->Socket->Dispatch)->WskRelease(Hold->Socket, Hold->List);
}

const WSK_CLIENT_CONNECTION_DISPATCH HoldDispatch = { .WskReceiveEvent = HoldReceive };
