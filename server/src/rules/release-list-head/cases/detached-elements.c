// CASE: each element is detached from the list and released on its own
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _PEEL { PWSK_SOCKET Socket; ULONG Packets; } PEEL, *PPEEL;
VOID PeelDead(PPEEL Peel);

static NTSTATUS WSKAPI PeelInput(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    PPEEL Peel = SocketContext;
    CONST WSK_PROVIDER_DATAGRAM_DISPATCH *Dispatch;
    PWSK_DATAGRAM_INDICATION One;

    UNREFERENCED_PARAMETER(Flags);
    if (DataIndication == NULL) {
        PeelDead(Peel);
        return STATUS_SUCCESS;
    }
    Dispatch = Peel->Socket->Dispatch;
    while (DataIndication != NULL) {
        One = DataIndication;
        DataIndication = DataIndication->Next;                  // NOT(release-list-head)
        One->Next = NULL;
        Peel->Packets++;
        (VOID)Dispatch->WskRelease(Peel->Socket, One);          // NOT(release-list-head)
    }
    return STATUS_PENDING;
}

const WSK_CLIENT_DATAGRAM_DISPATCH PeelDispatch = { PeelInput };
