// CASE: WskAcceptEvent takes a fast mutex around the list of connections
#include <ntddk.h>
#include <wsk.h>

typedef struct _CONN { LIST_ENTRY Link; PWSK_SOCKET Socket; } CONN, *PCONN;
typedef struct _HALL { FAST_MUTEX Lock; LIST_ENTRY Connections; PCONN Spare; } HALL, *PHALL;

extern const WSK_CLIENT_CONNECTION_DISPATCH HallConnection;
VOID HallDead(PHALL Hall);

NTSTATUS WSKAPI HallAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
    PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PHALL Hall = SocketContext;
    PCONN Conn;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(RemoteAddress);
    if (AcceptSocket == NULL) {
        HallDead(Hall);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    Conn = InterlockedExchangePointer((PVOID *)&Hall->Spare, NULL);
    if (Conn == NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;

    Conn->Socket = AcceptSocket;
    ExAcquireFastMutex(&Hall->Lock);                            // EXPECT(passive-call-in-callback)
    InsertTailList(&Hall->Connections, &Conn->Link);
    ExReleaseFastMutex(&Hall->Lock);                            // OR(passive-call-in-callback)

    *AcceptSocketContext = Conn;
    *AcceptSocketDispatch = &HallConnection;
    return STATUS_SUCCESS;
}

const WSK_CLIENT_LISTEN_DISPATCH HallListen = { .WskAcceptEvent = HallAccept };
