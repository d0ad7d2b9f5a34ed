#include "ws.h"

static NTSTATUS WSKAPI WsPeerGone(PVOID SocketContext, ULONG Flags)
{
    UNREFERENCED_PARAMETER(Flags);
    InterlockedIncrement(&((PWS_SERVER)SocketContext)->Hangups);
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH WsPeerEvents = {               // OR(enabled-event-without-callback)
    .WskDisconnectEvent = WsPeerGone
};
