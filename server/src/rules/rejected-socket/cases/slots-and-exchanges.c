// CASE: slots, exchanges and outputs on paths that refuse
#include <ntddk.h>
#include <wsk.h>
typedef struct _S { PWSK_SOCKET K; PIO_WORKITEM I; LONG N; KSPIN_LOCK Lk; SINGLE_LIST_ENTRY Free; } S, *PS;
typedef struct _C { LIST_ENTRY Link; PWSK_SOCKET K; const WSK_PROVIDER_CONNECTION_DISPATCH *D; } C, *PC;
VOID Work(PDEVICE_OBJECT d, PVOID c);
PC GetFree(PS s);
VOID PutFree(PS s, PC p);
extern const WSK_CLIENT_CONNECTION_DISPATCH CT;
static PWSK_SOCKET Latest;
static NTSTATUS WSKAPI A1(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET k, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t)
{
    PS s = c;
    PC p;
    if (!k) { IoQueueWorkItem(s->I, Work, DelayedWorkQueue, s); return STATUS_REQUEST_NOT_ACCEPTED; }
    Latest = k;                                    // EXPECT(rejected-socket)



    p = GetFree(s);
    if (p == NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    p->K = k;
    *x = p; *t = &CT;
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI A2(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET k, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t)
{
    PS s = c;
    PC p = GetFree(s);
    KIRQL q;
    if (!k) { IoQueueWorkItem(s->I, Work, DelayedWorkQueue, s); return STATUS_REQUEST_NOT_ACCEPTED; }
    if (p == NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    p->K = k;                                      // NOT(rejected-socket)
    p->D = k->Dispatch;
    KeAcquireSpinLock(&s->Lk, &q);
    if (s->N >= 10) {
        KeReleaseSpinLock(&s->Lk, q);
        p->K = NULL;
        PutFree(s, p);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    s->N++;
    KeReleaseSpinLock(&s->Lk, q);
    *x = p; *t = &CT;
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI A3(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET k, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t)
{
    PS s = c;
    NTSTATUS st = STATUS_REQUEST_NOT_ACCEPTED;
    if (k != NULL && s->K == NULL) {
        s->K = k;                                  // NOT(rejected-socket)
        *x = s; *t = &CT;
        st = STATUS_SUCCESS;
    } else if (k == NULL)
        IoQueueWorkItem(s->I, Work, DelayedWorkQueue, s);
    return st;
}
static NTSTATUS WSKAPI A4(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET k, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t)
{
    PS s = c;
    if (!k) { IoQueueWorkItem(s->I, Work, DelayedWorkQueue, s); return STATUS_REQUEST_NOT_ACCEPTED; }
    *x = k;                                        // NOT(rejected-socket)
    *t = &CT;
    if (s->N > 5) return STATUS_REQUEST_NOT_ACCEPTED;
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI A5(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET k, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t)
{
    PS s = c;
    if (!k) { IoQueueWorkItem(s->I, Work, DelayedWorkQueue, s); return STATUS_REQUEST_NOT_ACCEPTED; }
    InterlockedExchangePointer((PVOID *)&s->K, k);     // EXPECT(rejected-socket)



    if (s->N > 5) return STATUS_REQUEST_NOT_ACCEPTED;
    *x = s; *t = &CT;
    return STATUS_SUCCESS;
}
const WSK_CLIENT_LISTEN_DISPATCH L[] = { { A1 }, { A2 }, { A3 }, { A4 }, { A5 } };
