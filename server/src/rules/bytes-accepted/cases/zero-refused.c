// CASE: 0 is counted where the data is refused; where the count is set before the decision it is an initialisation
#include <ntddk.h>
#include <wsk.h>

typedef struct _GATE { BOOLEAN Shut; SIZE_T In; } GATE, *PGATE;
VOID GateClose(PGATE Gate);

static NTSTATUS WSKAPI GateReceive(PVOID Context, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *Taken)
{
    PGATE Gate = Context;

    UNREFERENCED_PARAMETER(Flags);
    if (Data == NULL) {
        GateClose(Gate);
        return STATUS_SUCCESS;
    }
    if (Gate->Shut) {
        *Taken = 0;                             // EXPECT(bytes-accepted)
        return STATUS_DATA_NOT_ACCEPTED;
    }
    Gate->In += Bytes;
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI GateReceiveLate(PVOID Context, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *Taken)
{
    PGATE Gate = Context;

    UNREFERENCED_PARAMETER(Flags);
    *Taken = 0;                                 // NOT(bytes-accepted)
    if (Data == NULL) {
        GateClose(Gate);
        return STATUS_SUCCESS;
    }
    if (Gate->Shut)
        return STATUS_DATA_NOT_ACCEPTED;
    *Taken = Bytes;
    Gate->In += Bytes;
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH GateTable = { GateReceive, NULL, NULL };
const WSK_CLIENT_CONNECTION_DISPATCH LateTable = { GateReceiveLate, NULL, NULL };
