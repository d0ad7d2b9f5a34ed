// CASE: helpers that keep the list and return the status
#include <ntddk.h>
#include <wsk.h>
typedef struct _S { PWSK_SOCKET K; PIO_WORKITEM I; PWSK_DATA_INDICATION H; PWSK_DATAGRAM_INDICATION G; WSK_DATA_INDICATION Copy; WSK_BUF Buf; PMDL M; const WSK_PROVIDER_CONNECTION_DISPATCH *D; const WSK_PROVIDER_DATAGRAM_DISPATCH *U; } S, *PS;
VOID Work(PDEVICE_OBJECT d, PVOID c);
static VOID Sink(PWSK_DATA_INDICATION d);
static NTSTATUS Take(PS s, PWSK_DATA_INDICATION d, ULONG f) { if (f & WSK_FLAG_RELEASE_ASAP) return STATUS_SUCCESS; s->H = d; return STATUS_PENDING; }
static NTSTATUS Take2(PS s, PWSK_DATA_INDICATION d, ULONG f) { s->H = d; if (f & WSK_FLAG_RELEASE_ASAP) return STATUS_SUCCESS; return STATUS_PENDING; }
static NTSTATUS WSKAPI R1(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T b, SIZE_T *a) { PS s = c; if (!d) { IoQueueWorkItem(s->I, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; } return Take(s, d, f); }    // NOT(release-not-retained)



static NTSTATUS WSKAPI R2(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T b, SIZE_T *a) { PS s = c; if (!d) { IoQueueWorkItem(s->I, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; } return Take2(s, d, f); }    // EXPECT(release-not-retained)



static NTSTATUS WSKAPI R3(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T b, SIZE_T *a) { PS s = c; if (!d) { IoQueueWorkItem(s->I, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; } s->Copy = *d; return STATUS_SUCCESS; }    // NOT(release-not-retained)
static NTSTATUS WSKAPI R4(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T b, SIZE_T *a)
{
    PS s = c;
    NTSTATUS st = STATUS_PENDING;
    if (!d) { IoQueueWorkItem(s->I, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    s->H = d;                                      // NOT(release-not-retained)
    IoQueueWorkItem(s->I, Work, DelayedWorkQueue, s);
    return st;
}
static NTSTATUS WSKAPI F1(PVOID c, ULONG f, PWSK_DATAGRAM_INDICATION d)
{
    PS s = c;
    if (d == NULL) { IoQueueWorkItem(s->I, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    s->G = d;                                      // EXPECT(release-not-retained)
    IoQueueWorkItem(s->I, Work, DelayedWorkQueue, s);
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI F2(PVOID c, ULONG f, PWSK_DATAGRAM_INDICATION d)
{
    PS s = c;
    PWSK_DATAGRAM_INDICATION n;
    if (d == NULL) { IoQueueWorkItem(s->I, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    for (; d; d = n) {
        n = d->Next;
        d->Next = NULL;
        s->U->WskRelease(s->K, d);                 // NOT(release-not-retained)
    }
    return STATUS_PENDING;
}
static NTSTATUS WSKAPI F3(PVOID c, ULONG f, PWSK_DATAGRAM_INDICATION d)
{
    PS s = c;
    if (d == NULL) { IoQueueWorkItem(s->I, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    s->U->WskRelease(s->K, d);                     // EXPECT(release-not-retained)



    return s->G ? STATUS_PENDING : STATUS_SUCCESS;
}
const WSK_CLIENT_CONNECTION_DISPATCH T[] = { { R1 }, { R2 }, { R3 }, { R4 } };
const WSK_CLIENT_DATAGRAM_DISPATCH U[] = { { F1 }, { F2 }, { F3 } };
