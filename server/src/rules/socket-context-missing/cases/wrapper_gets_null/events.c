#include "sntp.h"

static NTSTATUS WSKAPI SntpInput(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    UNREFERENCED_PARAMETER(Flags);
    if (DataIndication != NULL)
        InterlockedIncrement(&((PSNTP)SocketContext)->Answers);         // OR(socket-context-missing)
    return STATUS_SUCCESS;
}

const WSK_CLIENT_DATAGRAM_DISPATCH SntpEvents = { SntpInput };
