// CASE: refused after the store, after the close, in helpers
#include <ntddk.h>
#include <wsk.h>
typedef struct _S { PWSK_SOCKET Socket; PIO_WORKITEM Item; LONG N; LIST_ENTRY Q; KSPIN_LOCK Lk; PIRP Irp; PWSK_SOCKET Slots[4]; } S, *PS;
typedef struct _C { PWSK_SOCKET Socket; LIST_ENTRY Link; } C, *PC;
VOID Work(PDEVICE_OBJECT d, PVOID c);
extern const WSK_CLIENT_CONNECTION_DISPATCH CT;
static NTSTATUS NTAPI Freed(PDEVICE_OBJECT d, PIRP i, PVOID c) { (void)d; (void)c; IoFreeIrp(i); return STATUS_MORE_PROCESSING_REQUIRED; }
static VOID CloseIt(PWSK_SOCKET k)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) return;
    IoSetCompletionRoutine(irp, Freed, NULL, TRUE, TRUE, TRUE);
    (void)((PWSK_PROVIDER_BASIC_DISPATCH)k->Dispatch)->WskCloseSocket(k, irp);
}
static NTSTATUS WSKAPI A1(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET sock, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t) {
    PS s = c;
    if (!sock) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, c); return STATUS_REQUEST_NOT_ACCEPTED; }
    if (s->N > 10) {
        CloseIt(sock);                               // EXPECT(rejected-socket)

        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    *x = s; *t = &CT;
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI A2(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET sock, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t) {
    PS s = c;
    if (!sock) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, c); return STATUS_REQUEST_NOT_ACCEPTED; }
    s->Socket = sock;                                // EXPECT(rejected-socket)
    if (s->N > 10)
        return STATUS_REQUEST_NOT_ACCEPTED;
    *x = s; *t = &CT;
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI A3(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET sock, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t) {
    PS s = c;
    NTSTATUS st = STATUS_REQUEST_NOT_ACCEPTED;
    PC n;
    if (!sock) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, c); return st; }
    n = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*n), 'n');
    if (!n) goto Done;
    n->Socket = sock;                                // NOT(rejected-socket)
    if (s->N > 10) {
        ExFreePoolWithTag(n, 'n');
        goto Done;
    }
    *x = n; *t = &CT;
    st = STATUS_SUCCESS;
Done:
    return st;
}
static NTSTATUS WSKAPI A4(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET sock, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t) {
    PS s = c;
    if (!sock) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, c); return STATUS_REQUEST_NOT_ACCEPTED; }
    s->Socket = sock;                                // NOT(rejected-socket)
    if (s->N > 10) {
        s->Socket = NULL;
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    *x = s; *t = &CT;
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI A5(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET sock, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t) {
    PS s = c;
    if (!sock) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, c); return STATUS_REQUEST_NOT_ACCEPTED; }
    if (s->Socket) {
        CloseIt(s->Socket);                          // NOT(rejected-socket)
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    s->Socket = sock;
    *x = s; *t = &CT;
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI A6(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET sock, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t) {
    PS s = c;
    NTSTATUS st = STATUS_SUCCESS;
    if (!sock) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, c); return STATUS_REQUEST_NOT_ACCEPTED; }
    s->Slots[0] = sock;                              // EXPECT(rejected-socket)
    *x = s; *t = &CT;
    if (s->N)
        st = STATUS_REQUEST_NOT_ACCEPTED;
    return st;
}
const WSK_CLIENT_LISTEN_DISPATCH L[] = { { A1 }, { A2 }, { A3 }, { A4 }, { A5 }, { A6 } };
