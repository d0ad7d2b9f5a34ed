// CASE: the NULL branch of a datagram callback only prints and counts
#include <ntddk.h>
#include <wsk.h>

typedef struct _RADAR { ULONG Deaths; SIZE_T Bytes; } RADAR, *PRADAR;

NTSTATUS WSKAPI RadarInput(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    PRADAR Radar = SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    if (DataIndication == NULL) {
        DbgPrint("radar: socket is dead\n");
        Radar->Deaths++;
        return STATUS_SUCCESS;                  // EXPECT(null-indication-close)
    }

    Radar->Bytes += DataIndication->Buffer.Length;
    return STATUS_SUCCESS;
}

const WSK_CLIENT_DATAGRAM_DISPATCH RadarDispatch = { RadarInput };
