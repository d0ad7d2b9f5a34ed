// CASE: waits and polls in macros
#include <ntddk.h>
#include <wsk.h>
#define WAIT_EVENT(e) KeWaitForSingleObject((e), Executive, KernelMode, FALSE, NULL)
#define SLEEP_MS(ms) do { LARGE_INTEGER t_; t_.QuadPart = -10000LL * (ms); KeDelayExecutionThread(KernelMode, FALSE, &t_); } while (0)
#define POLL_EVENT(e) (KeWaitForSingleObject((e), Executive, KernelMode, FALSE, &ZeroTimeout) == STATUS_SUCCESS)

typedef struct _S { KEVENT Ready; KEVENT Stop; PWSK_SOCKET Socket; ULONG Retries; } S, *PS;
static LARGE_INTEGER ZeroTimeout;

static NTSTATUS WSKAPI A(PVOID SocketContext, ULONG Flags, PSOCKADDR L, PSOCKADDR R, PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext, CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PS s = SocketContext;
    UNREFERENCED_PARAMETER(Flags); UNREFERENCED_PARAMETER(L); UNREFERENCED_PARAMETER(R);
    if (AcceptSocket == NULL) return STATUS_REQUEST_NOT_ACCEPTED;
    WAIT_EVENT(&s->Ready);                   // EXPECT(wait-in-callback)
    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    return STATUS_SUCCESS;
}
static const WSK_CLIENT_LISTEN_DISPATCH Listen = { .WskAcceptEvent = A };

static NTSTATUS WSKAPI Backlog(PVOID SocketContext, SIZE_T Size)
{
    PS s = SocketContext;
    UNREFERENCED_PARAMETER(Size);
    s->Retries++;
    SLEEP_MS(20);                            // EXPECT(passive-call-in-callback)
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI Disc(PVOID SocketContext, ULONG Flags)
{
    PS s = SocketContext;
    UNREFERENCED_PARAMETER(Flags);
    if (POLL_EVENT(&s->Stop))                // NOT(wait-in-callback)
        s->Retries = 0;
    return STATUS_SUCCESS;
}
static const WSK_CLIENT_CONNECTION_DISPATCH Conn = { .WskDisconnectEvent = Disc, .WskSendBacklogEvent = Backlog };
