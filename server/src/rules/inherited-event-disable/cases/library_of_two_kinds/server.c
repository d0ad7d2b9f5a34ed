// CASE: one structure for sockets of any kind: which kind the server's listener is was said where it was opened, in another function
#include "socket.h"

typedef struct _SERVER { SOCK Listener; SOCK Query; } SERVER, *PSERVER;

extern const WSK_CLIENT_LISTEN_DISPATCH ListenTable;
extern const WSK_CLIENT_DATAGRAM_DISPATCH QueryTable;

NTSTATUS ServerOpen(PSERVER Server, PSOCKADDR Local)
{
    NTSTATUS Status = SockOpen(&Server->Listener, WSK_FLAG_LISTEN_SOCKET, Server, &ListenTable);

    if (NT_SUCCESS(Status))
        Status = SockBind(&Server->Listener, Local);
    if (NT_SUCCESS(Status))
        Status = SockEvents(&Server->Listener, WSK_EVENT_ACCEPT | WSK_EVENT_DISCONNECT);
    if (NT_SUCCESS(Status))
        Status = SockOpen(&Server->Query, WSK_FLAG_DATAGRAM_SOCKET, Server, &QueryTable);
    return Status;
}

NTSTATUS ServerPause(PSERVER Server)
{
    return SockEvents(&Server->Listener, WSK_EVENT_ACCEPT | WSK_EVENT_DISABLE);         // NOT(inherited-event-disable)
}

NTSTATUS ServerForget(PSERVER Server)
{
    return SockEvents(&Server->Listener, WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE);     // EXPECT(inherited-event-disable)
}

NTSTATUS SomeoneForgets(PSOCK Sock)
{
    return SockEvents(Sock, WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE);                  // NOT(inherited-event-disable)
}
