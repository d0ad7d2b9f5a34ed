// CASE: the first statement of the receive callback reads the indication
#include <ntddk.h>
#include <wsk.h>

typedef struct _BELL { SIZE_T First; ULONG Long; } BELL, *PBELL;

NTSTATUS WSKAPI BellReceive(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PBELL Bell = SocketContext;

    Bell->First = DataIndication->Buffer.Length;        // EXPECT(null-indication)
    if (BytesIndicated > 512) {
        Bell->Long++;
    }
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(BytesAccepted);
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH BellDispatch = { BellReceive, NULL, NULL };
