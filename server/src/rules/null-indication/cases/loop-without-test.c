// CASE: the datagram list is walked with do/while, the first entry is read untested
#include <ntddk.h>
#include <wsk.h>

typedef struct _SNTP { ULONG Packets; SIZE_T Bytes; } SNTP, *PSNTP;

NTSTATUS WSKAPI SntpInput(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    PSNTP Sntp = (PSNTP)SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    do {
        Sntp->Packets++;
        Sntp->Bytes += DataIndication->Buffer.Length;       // EXPECT(null-indication)
        DataIndication = DataIndication->Next;
    } while (DataIndication != NULL);

    return STATUS_SUCCESS;
}

const WSK_CLIENT_DATAGRAM_DISPATCH SntpDispatch = { SntpInput };
