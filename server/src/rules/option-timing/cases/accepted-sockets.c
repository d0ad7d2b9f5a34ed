// CASE: events inside WskAcceptEvent and on a socket that WskAccept delivered: both are connected already
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _LOBBY { PWSK_SOCKET Listener; PWSK_SOCKET Last; PIRP Irp; KEVENT Ev; ULONG One; } LOBBY, *PLOBBY;

NTSTATUS WSKAPI LobbyGone(PVOID SocketContext, ULONG Flags);
static const WSK_CLIENT_CONNECTION_DISPATCH LobbyConn = { .WskDisconnectEvent = LobbyGone };
static WSK_EVENT_CALLBACK_CONTROL LobbyOn = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_DISCONNECT };

static NTSTATUS LobbyArm(PWSK_SOCKET s)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *d = s->Dispatch;

    return d->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                               sizeof(LobbyOn), &LobbyOn, 0, NULL, NULL, NULL);
}

static NTSTATUS WSKAPI LobbyAccept(PVOID Context, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote, PWSK_SOCKET Accepted,
                                   PVOID *AcceptContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptDispatch)
{
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(Local);
    UNREFERENCED_PARAMETER(Remote);
    if (Accepted == NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    *AcceptContext = Context;
    *AcceptDispatch = &LobbyConn;
    if (!NT_SUCCESS(LobbyArm(Accepted)))            // NOT(option-timing)
        return STATUS_REQUEST_NOT_ACCEPTED;
    return STATUS_SUCCESS;
}

const WSK_CLIENT_LISTEN_DISPATCH LobbyListen = { LobbyAccept };

static NTSTATUS NTAPI LobbyTaken(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    PLOBBY l = c;

    UNREFERENCED_PARAMETER(d);
    if (NT_SUCCESS(i->IoStatus.Status)) {
        l->Last = (PWSK_SOCKET)i->IoStatus.Information;
        if (!NT_SUCCESS(LobbyArm(l->Last)))         // NOT(option-timing)
            DbgPrint("lobby: no events\n");
    }
    IoFreeIrp(i);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* Listener: bound */
NTSTATUS LobbyTake(PLOBBY l)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *d = l->Listener->Dispatch;
    PIRP i = IoAllocateIrp(1, FALSE);

    if (i == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(i, LobbyTaken, l, TRUE, TRUE, TRUE);
    return d->WskAccept(l->Listener, 0, l, &LobbyConn, NULL, NULL, i);
}
