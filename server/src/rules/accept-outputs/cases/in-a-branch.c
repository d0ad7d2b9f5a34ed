// CASE: the return without outputs is the only statement of its branch
#include <ntddk.h>
#include <wsk.h>

typedef struct _HALL { PWSK_SOCKET First; LONG Count; } HALL, *PHALL;
VOID HallDead(PHALL Hall);
extern const WSK_CLIENT_CONNECTION_DISPATCH SeatDispatch;

static NTSTATUS WSKAPI HallAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote,
    PWSK_SOCKET Socket, PVOID *SeatContext, const WSK_CLIENT_CONNECTION_DISPATCH **SeatTable)
{
    PHALL Hall = SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(Local);
    UNREFERENCED_PARAMETER(Remote);
    if (Socket == NULL)
    {
        HallDead(Hall);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    Hall->First = Socket;
    if (InterlockedIncrement(&Hall->Count) > 1)
        return STATUS_SUCCESS;                      // EXPECT(accept-outputs)
    *SeatContext = Hall;
    *SeatTable = &SeatDispatch;
    return STATUS_SUCCESS;
}

const WSK_CLIENT_LISTEN_DISPATCH HallDispatch = { HallAccept, NULL, NULL };
