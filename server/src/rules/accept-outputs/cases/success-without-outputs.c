// CASE: STATUS_SUCCESS is returned and neither output is set
#include <ntddk.h>
#include <wsk.h>

typedef struct _FINGER {
    PWSK_SOCKET Peer;
    LONG Accepted;
} FINGER, *PFINGER;

VOID FingerDead(PFINGER Finger);

NTSTATUS WSKAPI FingerAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
    PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PFINGER Finger = SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(RemoteAddress);
    if (AcceptSocket == NULL) {
        FingerDead(Finger);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    Finger->Peer = AcceptSocket;
    InterlockedIncrement(&Finger->Accepted);
    return STATUS_SUCCESS;              // EXPECT(accept-outputs)
}

const WSK_CLIENT_LISTEN_DISPATCH FingerListen = { FingerAccept, NULL, NULL };
