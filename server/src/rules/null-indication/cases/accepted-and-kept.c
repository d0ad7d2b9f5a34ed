// CASE: the accepted socket is stored without a test, and STATUS_SUCCESS returned
#include <ntddk.h>
#include <wsk.h>

typedef struct _LINE { PWSK_SOCKET Peer; LIST_ENTRY Entry; } LINE, *PLINE;
typedef struct _DESK { PWSK_SOCKET Latest; PWSK_SOCKET Ring[8]; LONG Next; PWSK_SOCKET Guarded; LIST_ENTRY Lines; KSPIN_LOCK Lock; } DESK, *PDESK;
extern const WSK_CLIENT_CONNECTION_DISPATCH DeskConnection;

static NTSTATUS WSKAPI KeepsIt(PVOID SocketContext, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote, PWSK_SOCKET AcceptSocket,
    PVOID *Context, const WSK_CLIENT_CONNECTION_DISPATCH **Dispatch)
{
    PDESK desk = SocketContext;

    desk->Latest = AcceptSocket;                            // EXPECT(null-indication)
    *Context = desk;
    *Dispatch = &DeskConnection;
    return STATUS_SUCCESS;
}

static VOID Put(PDESK Desk, PWSK_SOCKET Socket)
{
    Desk->Ring[InterlockedIncrement(&Desk->Next) & 7] = Socket;
}

static NTSTATUS WSKAPI KeepsItByHelper(PVOID SocketContext, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote,
    PWSK_SOCKET AcceptSocket, PVOID *Context, const WSK_CLIENT_CONNECTION_DISPATCH **Dispatch)
{
    NT_ASSERT(AcceptSocket != NULL);
    Put(SocketContext, AcceptSocket);                       // EXPECT(null-indication)
    *Context = SocketContext;
    *Dispatch = &DeskConnection;
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI QueuesIt(PVOID SocketContext, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote, PWSK_SOCKET AcceptSocket,
    PVOID *Context, const WSK_CLIENT_CONNECTION_DISPATCH **Dispatch)
{
    PDESK desk = SocketContext;
    PLINE line = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*line), 'eniL');

    if (line == NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    line->Peer = AcceptSocket;                              // EXPECT(null-indication)
    ExInterlockedInsertTailList(&desk->Lines, &line->Entry, &desk->Lock);
    *Context = line;
    *Dispatch = &DeskConnection;
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI LeavesTheTest(PVOID SocketContext, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote,
    PWSK_SOCKET AcceptSocket, PVOID *Context, const WSK_CLIENT_CONNECTION_DISPATCH **Dispatch)
{
    PDESK desk = SocketContext;

    desk->Guarded = AcceptSocket;                           // NOT(null-indication)
    *Context = desk;
    *Dispatch = &DeskConnection;
    return STATUS_SUCCESS;
}

VOID DeskWork(PDESK Desk, VOID (*Serve)(PWSK_SOCKET))
{
    if (Desk->Guarded != NULL)
        Serve(Desk->Guarded);
}

static NTSTATUS WSKAPI TestsFirst(PVOID SocketContext, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote,
    PWSK_SOCKET AcceptSocket, PVOID *Context, const WSK_CLIENT_CONNECTION_DISPATCH **Dispatch)
{
    PDESK desk = SocketContext;

    if (!AcceptSocket)
        return STATUS_REQUEST_NOT_ACCEPTED;
    desk->Latest = AcceptSocket;                            // NOT(null-indication)
    *Context = desk;
    *Dispatch = &DeskConnection;
    return STATUS_SUCCESS;
}

const WSK_CLIENT_LISTEN_DISPATCH DeskTables[] = { { KeepsIt }, { KeepsItByHelper }, { QueuesIt }, { LeavesTheTest }, { TestsFirst } };
