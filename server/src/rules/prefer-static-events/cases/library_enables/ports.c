// CASE: a library enables what it is told: the call that tells it the same for every port is what can go
#include "socket.h"

typedef struct _PORT { SOCK Sock; LONG Count; } PORT, *PPORT;

static NTSTATUS WSKAPI PortFrom(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    UNREFERENCED_PARAMETER(Flags);
    if (DataIndication != NULL)
        InterlockedIncrement(&((PPORT)SocketContext)->Count);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_DATAGRAM_DISPATCH PortTable = { PortFrom };

static NTSTATUS PortOpen(PPORT Port, PSOCKADDR Local)
{
    NTSTATUS Status = SockOpen(&Port->Sock, WSK_FLAG_DATAGRAM_SOCKET, Port, &PortTable);

    if (!NT_SUCCESS(Status))
        return Status;
    Status = SockBind(&Port->Sock, Local);
    if (!NT_SUCCESS(Status))
        return Status;
    return SockEvents(&Port->Sock, WSK_EVENT_RECEIVE_FROM);         // EXPECT(prefer-static-events)
}

NTSTATUS PortsOpen(PPORT Data, PPORT Control, PSOCKADDR Local)
{
    NTSTATUS Status = PortOpen(Data, Local);

    return NT_SUCCESS(Status) ? PortOpen(Control, Local) : Status;
}
