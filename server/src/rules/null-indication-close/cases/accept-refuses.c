// CASE: WskAcceptEvent refuses a NULL socket and leaves the listening socket as it is
#include <ntddk.h>
#include <wsk.h>

typedef struct _KIOSK { PWSK_SOCKET Peer; } KIOSK, *PKIOSK;

static NTSTATUS WSKAPI
KioskAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote, PWSK_SOCKET AcceptSocket,
            PVOID *Context, const WSK_CLIENT_CONNECTION_DISPATCH **Dispatch)
{
    PKIOSK Kiosk = SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(Local);
    UNREFERENCED_PARAMETER(Remote);
    if (!AcceptSocket)
        return STATUS_REQUEST_NOT_ACCEPTED;     // EXPECT(null-indication-close)

    Kiosk->Peer = AcceptSocket;
    *Context = Kiosk;
    *Dispatch = NULL;
    return STATUS_SUCCESS;
}

const WSK_CLIENT_LISTEN_DISPATCH KioskListen = { KioskAccept, NULL, NULL };
