// CASE: the table is put into a context in one function and passed to WskSocket from there; it is the listen table
#include "ring.h"

static NTSTATUS WSKAPI RingAccept(PVOID Context, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote, PWSK_SOCKET Accepted,
                                  PVOID *AcceptedContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptedTable)
{
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(Local);
    UNREFERENCED_PARAMETER(Remote);
    UNREFERENCED_PARAMETER(Accepted);
    *AcceptedContext = NULL;
    *AcceptedTable = NULL;
    return STATUS_REQUEST_NOT_ACCEPTED;
}

const WSK_CLIENT_LISTEN_DISPATCH RingAcceptTable = { RingAccept, NULL, NULL };
