// CASE: outputs written through helpers, aliases and memory routines
#include <ntddk.h>
#include <wsk.h>
typedef struct _S { PWSK_SOCKET K; PIO_WORKITEM I; LONG N; } S, *PS;
VOID Work(PDEVICE_OBJECT d, PVOID c);
extern const WSK_CLIENT_CONNECTION_DISPATCH CT;
NTSTATUS Other(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET k, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t);
static VOID SetBoth(PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t, PVOID v) { *x = v; *t = &CT; }
static BOOLEAN Room(PS s) { return InterlockedIncrement(&s->N) < 100; }
static NTSTATUS WSKAPI A1(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET k, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t) { PS s = c; if (!k) { IoQueueWorkItem(s->I, Work, DelayedWorkQueue, s); return STATUS_REQUEST_NOT_ACCEPTED; } SetBoth(x, t, s); return STATUS_SUCCESS; }    // NOT(accept-outputs)
static NTSTATUS WSKAPI A2(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET k, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t) { return Other(c, f, l, r, k, x, t); }    // NOT(accept-outputs)
static NTSTATUS WSKAPI A3(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET k, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t)
{
    PS s = c;
    if (!k) { IoQueueWorkItem(s->I, Work, DelayedWorkQueue, s); return STATUS_REQUEST_NOT_ACCEPTED; }
    if (!Room(s))
        return STATUS_REQUEST_NOT_ACCEPTED;    // NOT(accept-outputs)
    s->K = k;



    return STATUS_SUCCESS;    // EXPECT(accept-outputs)
}
static NTSTATUS WSKAPI A4(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET k, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t)
{
    PS s = c;
    if (k != NULL) {
        s->K = k;
        x = (PVOID)&s;        // EXPECT(accept-outputs)



        *t = &CT;
        return STATUS_SUCCESS;
    }
    IoQueueWorkItem(s->I, Work, DelayedWorkQueue, s);
    return STATUS_REQUEST_NOT_ACCEPTED;
}
static NTSTATUS WSKAPI A5(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET k, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t)
{
    PS s = c;
    PVOID *out = x;
    CONST WSK_CLIENT_CONNECTION_DISPATCH **tab = t;
    if (!k) { IoQueueWorkItem(s->I, Work, DelayedWorkQueue, s); return STATUS_REQUEST_NOT_ACCEPTED; }
    out[0] = s;
    tab[0] = &CT;
    return STATUS_SUCCESS;    // NOT(accept-outputs)
}
static NTSTATUS WSKAPI A6(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET k, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t)
{
    PS s = c;
    if (!k) { IoQueueWorkItem(s->I, Work, DelayedWorkQueue, s); return STATUS_REQUEST_NOT_ACCEPTED; }
    RtlZeroMemory(x, sizeof(*x));
    *t = NULL;
    return STATUS_SUCCESS;    // NOT(accept-outputs)
}
static NTSTATUS WSKAPI A7(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET k, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t)
{
    UNREFERENCED_PARAMETER(x);
    UNREFERENCED_PARAMETER(t);
    if (k == NULL) { IoQueueWorkItem(((PS)c)->I, Work, DelayedWorkQueue, c); return STATUS_REQUEST_NOT_ACCEPTED; }



    return ((PS)c)->K == NULL ? STATUS_SUCCESS : STATUS_REQUEST_NOT_ACCEPTED;    // EXPECT(accept-outputs)
}
const WSK_CLIENT_LISTEN_DISPATCH L[] = { { A1 }, { A2 }, { A3 }, { A4 }, { A5 }, { A6 }, { A7 } };
const WSK_CLIENT_CONNECTION_DISPATCH CT = { NULL, NULL, NULL };
