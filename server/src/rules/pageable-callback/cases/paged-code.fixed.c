// CASE: PAGED_CODE at the head of WskDisconnectEvent
#include <ntddk.h>
#include <wsk.h>

typedef struct _LINE { volatile LONG Down; } LINE, *PLINE;

NTSTATUS WSKAPI LineDisconnect(PVOID SocketContext, ULONG Flags)
{
    PLINE Line = SocketContext;

    UNREFERENCED_PARAMETER(Flags);      // EXPECT(pageable-callback)
    InterlockedExchange(&Line->Down, 1);
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH LineDispatch = { NULL, LineDisconnect, NULL };
