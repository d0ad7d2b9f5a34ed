// CASE: a count is left in *BytesAccepted although the callback refuses the data (a hint: WSK ignores it)
#include <ntddk.h>
#include <wsk.h>

typedef struct _TAPE { PWSK_SOCKET Socket; SIZE_T Free; BOOLEAN Stalled; } TAPE, *PTAPE;
VOID TapeEject(PTAPE Tape);

NTSTATUS WSKAPI TapeReceive(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                            SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PTAPE Tape = SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    if (DataIndication == NULL) {
        TapeEject(Tape);
        return STATUS_SUCCESS;
    }
    if (BytesIndicated > Tape->Free) {
        Tape->Stalled = TRUE;
        *BytesAccepted = Tape->Free;                // EXPECT(bytes-accepted)
        return STATUS_DATA_NOT_ACCEPTED;            // OR(bytes-accepted)
    }
    Tape->Free -= BytesIndicated;
    return STATUS_SUCCESS;
}

VOID TapeResume(PTAPE Tape, PWSK_BUF Empty, PIRP Irp)
{
    Tape->Stalled = FALSE;
    (VOID)((PWSK_PROVIDER_CONNECTION_DISPATCH)Tape->Socket->Dispatch)->WskReceive(Tape->Socket, Empty, 0, Irp);
}

const WSK_CLIENT_CONNECTION_DISPATCH TapeDispatch = { TapeReceive };
