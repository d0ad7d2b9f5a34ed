// CASE: the datagrams are counted, released, and STATUS_SUCCESS is returned
#include <ntddk.h>
#include <wsk.h>

typedef struct _SCANNER { PWSK_SOCKET Socket; ULONG Found; } SCANNER, *PSCANNER;
VOID ScannerDead(PSCANNER Scanner);

NTSTATUS WSKAPI ScannerInput(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    PSCANNER Scanner = SocketContext;
    PWSK_PROVIDER_DATAGRAM_DISPATCH Dispatch;
    PWSK_DATAGRAM_INDICATION Entry;

    UNREFERENCED_PARAMETER(Flags);
    if (DataIndication == NULL) {
        ScannerDead(Scanner);
        return STATUS_SUCCESS;
    }
    for (Entry = DataIndication; Entry != NULL; Entry = Entry->Next) {
        Scanner->Found++;
    }
    Dispatch = (PWSK_PROVIDER_DATAGRAM_DISPATCH)Scanner->Socket->Dispatch;
    (VOID)Dispatch->WskRelease(Scanner->Socket, DataIndication);        // EXPECT(release-not-retained)
    return STATUS_SUCCESS;                                              // OR(release-not-retained)
}

const WSK_CLIENT_DATAGRAM_DISPATCH ScannerDispatch = { ScannerInput };
