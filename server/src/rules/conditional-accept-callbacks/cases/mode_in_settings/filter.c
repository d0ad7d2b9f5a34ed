// CASE: constant settings say which table and which mode: one of them asks for the mode with half a table
#include "socket.h"

typedef struct _SETTINGS { const WSK_CLIENT_LISTEN_DISPATCH *Table; ULONG Conditional; } SETTINGS;

NTSTATUS WSKAPI OnAccept(PVOID, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET, PVOID *, const WSK_CLIENT_CONNECTION_DISPATCH **);
WSK_INSPECT_ACTION WSKAPI OnInspect(PVOID, PSOCKADDR, PSOCKADDR, PWSK_INSPECT_ID);
NTSTATUS WSKAPI OnAbort(PVOID, PWSK_INSPECT_ID);

static const WSK_CLIENT_LISTEN_DISPATCH Whole = { OnAccept, OnInspect, OnAbort };
static const WSK_CLIENT_LISTEN_DISPATCH Half = { OnAccept, OnInspect, NULL };

static const SETTINGS Filtered = { &Whole, 1 };
static const SETTINGS Open = { &Half, 0 };
static const SETTINGS Careless = { &Half, 1 };

static NTSTATUS Listen(PSOCK Sock, const SETTINGS *Settings, PSOCKADDR Local)
{
    NTSTATUS Status = SockOpen(Sock, WSK_FLAG_LISTEN_SOCKET, Sock, Settings->Table);

    if (NT_SUCCESS(Status) && Settings->Conditional != 0)
        Status = SockOption(Sock, SO_CONDITIONAL_ACCEPT, Settings->Conditional);        // EXPECT(conditional-accept-callbacks)
    if (NT_SUCCESS(Status))
        Status = SockBind(Sock, Local);
    return Status;
}

NTSTATUS ListenFiltered(PSOCK Sock, PSOCKADDR Local) { return Listen(Sock, &Filtered, Local); }
NTSTATUS ListenOpen(PSOCK Sock, PSOCKADDR Local) { return Listen(Sock, &Open, Local); }
NTSTATUS ListenCareless(PSOCK Sock, PSOCKADDR Local) { return Listen(Sock, &Careless, Local); }
