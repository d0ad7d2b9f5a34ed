// CASE: both parameters are assigned without the star
#include <ntddk.h>
#include <wsk.h>

typedef struct _ROOM { PWSK_SOCKET Guest; } ROOM, *PROOM;
VOID RoomDead(PROOM Room);
NTSTATUS WSKAPI GuestGone(PVOID SocketContext, ULONG Flags);

static const WSK_CLIENT_CONNECTION_DISPATCH *GuestTable;

NTSTATUS WSKAPI RoomAccept(
    PVOID SocketContext,
    ULONG Flags,
    PSOCKADDR LocalAddress,
    PSOCKADDR RemoteAddress,
    PWSK_SOCKET AcceptSocket,
    PVOID *AcceptSocketContext,
    const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PROOM Room = SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(RemoteAddress);
    if (AcceptSocket == NULL) {
        RoomDead(Room);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    Room->Guest = AcceptSocket;
    AcceptSocketContext = (PVOID *)Room;                    // EXPECT(accept-outputs)
    AcceptSocketDispatch = &GuestTable;                     // OR(accept-outputs)
    return STATUS_SUCCESS;                                  // OR(accept-outputs)
}

const WSK_CLIENT_LISTEN_DISPATCH RoomListen = { RoomAccept, NULL, NULL };
