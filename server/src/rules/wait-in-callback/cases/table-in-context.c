// CASE: the tables are members of a context that a helper fills
#include <ntddk.h>
#include <wsk.h>
typedef struct _SERVER { WSK_CLIENT_LISTEN_DISPATCH Listen; WSK_CLIENT_CONNECTION_DISPATCH Conn; PWSK_SOCKET Socket; KEVENT Quiet; } SERVER, *PSERVER;

static NTSTATUS WSKAPI SrvAccept(PVOID Context, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote, PWSK_SOCKET Accepted, PVOID *Ctx, CONST WSK_CLIENT_CONNECTION_DISPATCH **Table)
{
    PSERVER Server = Context;

    (void)Flags; (void)Local; (void)Remote;
    if (!Accepted)
        return STATUS_REQUEST_NOT_ACCEPTED;
    KeWaitForSingleObject(&Server->Quiet, Executive, KernelMode, FALSE, NULL);   // EXPECT(wait-in-callback)
    *Ctx = Server;
    *Table = &Server->Conn;
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI SrvGone(PVOID Context, ULONG Flags)
{
    PSERVER Server = Context;
    LARGE_INTEGER Second;
    (void)Flags;
    Second.QuadPart = -10000000;
    KeDelayExecutionThread(KernelMode, FALSE, &Second);      // EXPECT(passive-call-in-callback)
    Server->Socket = NULL;
    return STATUS_SUCCESS;
}

static VOID FillTables(PSERVER Server)
{
    RtlZeroMemory(&Server->Listen, sizeof(Server->Listen));
    Server->Listen.WskAcceptEvent = SrvAccept;
    Server->Conn.WskReceiveEvent = NULL;
    Server->Conn.WskSendBacklogEvent = NULL;
    Server->Conn.WskDisconnectEvent = SrvGone;
}

VOID ServerInit(PSERVER Server)
{
    KeInitializeEvent(&Server->Quiet, NotificationEvent, TRUE);
    FillTables(Server);
}
