// CASE: outputs set by helpers and macros, on all paths and on some
#include <ntddk.h>
#include <wsk.h>
typedef struct _S { PWSK_SOCKET Socket; PIO_WORKITEM Item; LONG N; LIST_ENTRY Q; KSPIN_LOCK Lk; } S, *PS;
typedef struct _C { PWSK_SOCKET Socket; LIST_ENTRY Link; } C, *PC;
VOID Work(PDEVICE_OBJECT d, PVOID c);
extern const WSK_CLIENT_CONNECTION_DISPATCH CT;
static NTSTATUS Attach(PS s, PWSK_SOCKET sock, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t)
{
    PC n = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*n), 'n');
    if (!n) return STATUS_REQUEST_NOT_ACCEPTED;
    n->Socket = sock;
    ExInterlockedInsertTailList(&s->Q, &n->Link, &s->Lk);
    *x = n;
    *t = &CT;
    return STATUS_SUCCESS;
}
#define SET_OUT(a, b) do { *x = (a); *t = (b); } while (0)
static NTSTATUS WSKAPI A1(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET sock, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t) {
    if (!sock) { IoQueueWorkItem(((PS)c)->Item, Work, DelayedWorkQueue, c); return STATUS_REQUEST_NOT_ACCEPTED; }
    return Attach(c, sock, x, t);                    // NOT(accept-outputs)
}
static NTSTATUS WSKAPI A2(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET sock, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t) {
    if (!sock) { IoQueueWorkItem(((PS)c)->Item, Work, DelayedWorkQueue, c); return STATUS_REQUEST_NOT_ACCEPTED; }
    SET_OUT(NULL, NULL);
    return STATUS_SUCCESS;                           // NOT(accept-outputs)
}
static NTSTATUS WSKAPI A3(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET sock, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t) {
    PS s = c;
    if (!sock) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, c); return STATUS_REQUEST_NOT_ACCEPTED; }
    s->Socket = sock;
    return STATUS_SUCCESS;                           // EXPECT(accept-outputs)
}
static NTSTATUS WSKAPI A4(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET sock, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t) {
    PS s = c;
    if (!sock) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, c); return STATUS_SUCCESS; }   // NOT(accept-outputs)
    x = (PVOID *)s;                                  // EXPECT(accept-outputs)



    t = (CONST WSK_CLIENT_CONNECTION_DISPATCH **)&CT;   // EXPECT(accept-outputs)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI A5(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET sock, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t) {
    PS s = c;
    NTSTATUS st = STATUS_SUCCESS;
    if (!sock) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, c); return STATUS_REQUEST_NOT_ACCEPTED; }
    if (InterlockedIncrement(&s->N) > 10) {
        st = STATUS_REQUEST_NOT_ACCEPTED;
        goto Out;
    }
    if (f & WSK_FLAG_AT_DISPATCH_LEVEL)
        goto Out;
    *x = s;
    *t = &CT;
Out:
    return st;                                       // EXPECT(accept-outputs)
}
static NTSTATUS WSKAPI A6(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET sock, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t) {
    if (!sock) { IoQueueWorkItem(((PS)c)->Item, Work, DelayedWorkQueue, c); return STATUS_REQUEST_NOT_ACCEPTED; }
    *t = &CT;
    return STATUS_SUCCESS;                           // NOT(accept-outputs)
}
static NTSTATUS WSKAPI A7(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET sock, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t) {
    PS s = c;
    if (!sock) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, c); return STATUS_REQUEST_NOT_ACCEPTED; }
    ((PC)s)->Socket = sock;
    if (x != NULL) *x = s;
    if (t != NULL) *t = &CT;
    return STATUS_SUCCESS;                           // NOT(accept-outputs)
}
const WSK_CLIENT_LISTEN_DISPATCH L[] = { { A1 }, { A2 }, { A3 }, { A4 }, { A5 }, { A6 }, { A7 } };
const WSK_CLIENT_CONNECTION_DISPATCH CT = { NULL, NULL, NULL };
