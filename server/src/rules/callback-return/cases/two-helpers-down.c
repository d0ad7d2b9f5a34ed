// CASE: the status of an allocation comes up through two helpers; the second callback translates it
#include <ntddk.h>
#include <wsk.h>

typedef struct _TWO_SERVER {
    NPAGED_LOOKASIDE_LIST Sessions;
    LONG Count;
    BOOLEAN Stop;
} TWO_SERVER;

typedef struct _TWO_SESSION {
    PWSK_SOCKET Socket;
    TWO_SERVER *Server;
} TWO_SESSION;

static const WSK_CLIENT_CONNECTION_DISPATCH TwoSessionTable = { NULL, NULL, NULL };

static NTSTATUS TwoTake(TWO_SERVER *Server, TWO_SESSION **Out)
{
    TWO_SESSION *session = (TWO_SESSION *)ExAllocateFromNPagedLookasideList(&Server->Sessions);

    if (session == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    RtlZeroMemory(session, sizeof(*session));
    session->Server = Server;
    *Out = session;
    return STATUS_SUCCESS;
}

static NTSTATUS TwoPrepare(TWO_SERVER *Server, PWSK_SOCKET Socket, TWO_SESSION **Out)
{
    TWO_SESSION *session = NULL;
    NTSTATUS status = TwoTake(Server, &session);

    if (!NT_SUCCESS(status))
        goto Done;
    session->Socket = Socket;
    InterlockedIncrement(&Server->Count);
    *Out = session;
Done:
    return status;
}

static NTSTATUS WSKAPI TwoAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                 PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
                                 const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    TWO_SESSION *session = NULL;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(RemoteAddress);
    if (AcceptSocket == NULL) {
        ((TWO_SERVER *)SocketContext)->Stop = TRUE;
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    status = TwoPrepare((TWO_SERVER *)SocketContext, AcceptSocket, &session);
    if (NT_SUCCESS(status)) {
        *AcceptSocketContext = session;
        *AcceptSocketDispatch = &TwoSessionTable;
    }
    return status;                                  // EXPECT(callback-return)
}

static NTSTATUS WSKAPI TwoAcceptTranslated(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress,
                                           PSOCKADDR RemoteAddress, PWSK_SOCKET AcceptSocket,
                                           PVOID *AcceptSocketContext,
                                           const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    TWO_SESSION *session = NULL;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(RemoteAddress);
    if (AcceptSocket == NULL) {
        ((TWO_SERVER *)SocketContext)->Stop = TRUE;
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    status = TwoPrepare((TWO_SERVER *)SocketContext, AcceptSocket, &session);
    if (!NT_SUCCESS(status))
        return STATUS_REQUEST_NOT_ACCEPTED;
    *AcceptSocketContext = session;
    *AcceptSocketDispatch = &TwoSessionTable;
    return status;                                  // NOT(callback-return)
}

const WSK_CLIENT_LISTEN_DISPATCH TwoFirst = { TwoAccept, NULL, NULL };
const WSK_CLIENT_LISTEN_DISPATCH TwoSecond = { TwoAcceptTranslated, NULL, NULL };
