// CASE: pool, static and parameter contexts; a local pointer by value; the accepted socket gets the listener's context
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _PEER { PWSK_SOCKET Socket; ULONG Count; } PEER, *PPEER;
extern const WSK_CLIENT_CONNECTION_DISPATCH PeerTable;
VOID ListenerDead(PVOID Context);

static LONG g_Completed;

static NTSTATUS NTAPI Counted(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    (void)d;
    InterlockedIncrement((PLONG)c);
    IoFreeIrp(i);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS Disconnect(PWSK_SOCKET s)
{
    PLONG Counter = &g_Completed;
    PIRP i = IoAllocateIrp(1, FALSE);

    if (i == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(i, Counted, Counter, TRUE, TRUE, TRUE);          // NOT(context-lifetime)
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskDisconnect(s, NULL, 0, i);
}

static NTSTATUS WSKAPI OnAccept(PVOID Context, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote, PWSK_SOCKET Socket,
                                PVOID *AcceptContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptDispatch)
{
    PPEER Peer;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(Local);
    UNREFERENCED_PARAMETER(Remote);
    if (Socket == NULL) {
        ListenerDead(Context);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    Peer = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*Peer), 'reeP');
    if (Peer == NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    Peer->Socket = Socket;
    Peer->Count = 0;
    *AcceptContext = Peer;                                                  // NOT(context-lifetime)
    *AcceptDispatch = &PeerTable;
    return STATUS_SUCCESS;
}

const WSK_CLIENT_LISTEN_DISPATCH ListenTable = { OnAccept, NULL, NULL };
