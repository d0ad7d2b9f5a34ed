// CASE: WskAcceptEvent waits until a worker has made room
#include <ntddk.h>
#include <wsk.h>

typedef struct _DOOR { KEVENT RoomFree; PWSK_SOCKET Guest; } DOOR, *PDOOR;

extern const WSK_CLIENT_CONNECTION_DISPATCH GuestDispatch;
VOID DoorBroken(PDOOR Door);

NTSTATUS WSKAPI DoorAccept(
    _In_opt_ PVOID SocketContext,
    _In_ ULONG Flags,
    _In_ PSOCKADDR LocalAddress,
    _In_ PSOCKADDR RemoteAddress,
    _In_opt_ PWSK_SOCKET AcceptSocket,
    _Outptr_result_maybenull_ PVOID *AcceptSocketContext,
    _Outptr_result_maybenull_ CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PDOOR Door = SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(RemoteAddress);
    if (AcceptSocket == NULL) {
        DoorBroken(Door);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }

    KeWaitForSingleObject(&Door->RoomFree, Executive, KernelMode, FALSE, NULL);     // EXPECT(wait-in-callback)

    Door->Guest = AcceptSocket;
    *AcceptSocketContext = Door;
    *AcceptSocketDispatch = &GuestDispatch;
    return STATUS_SUCCESS;
}

CONST WSK_CLIENT_LISTEN_DISPATCH DoorListen = { DoorAccept, NULL, NULL };
