// CASE: tests by macros, helpers, statuses and exception blocks
#include <ntddk.h>
#include <wsk.h>
typedef struct _S { SIZE_T N; PIO_WORKITEM I; } S, *PS;
VOID Work(PDEVICE_OBJECT d, PVOID c);
#define RETURN_IF_NULL(p, v) do { if ((p) == NULL) { IoQueueWorkItem(s->I, Work, DelayedWorkQueue, s); return (v); } } while (0)
static BOOLEAN IsClosed(PS s, PVOID p) { if (p != NULL) return FALSE; IoQueueWorkItem(s->I, Work, DelayedWorkQueue, s); return TRUE; }
static SIZE_T Len(const WSK_DATA_INDICATION *d) { SIZE_T n = 0; for (; d; d = d->Next) n += d->Buffer.Length; return n; }
static SIZE_T LenRaw(const WSK_DATA_INDICATION *d) { SIZE_T n = d->Buffer.Length; while ((d = d->Next) != NULL) n += d->Buffer.Length; return n; }
static SIZE_T Both(const WSK_DATA_INDICATION *d) { return LenRaw(d); }
static NTSTATUS WSKAPI R1(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T b, SIZE_T *a) { PS s = c; RETURN_IF_NULL(d, STATUS_SUCCESS); s->N += d->Buffer.Length; return STATUS_SUCCESS; }
static NTSTATUS WSKAPI R2(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T b, SIZE_T *a) { PS s = c; if (IsClosed(s, d)) return STATUS_SUCCESS; s->N += d->Buffer.Length; return STATUS_SUCCESS; }
static NTSTATUS WSKAPI R3(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T b, SIZE_T *a) { PS s = c; s->N += Len(d); if (!d) IoQueueWorkItem(s->I, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
static NTSTATUS WSKAPI R4(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T b, SIZE_T *a)
{
    PS s = c;



    s->N += Both(d);                                  // EXPECT(null-indication)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI R5(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T b, SIZE_T *a)
{
    PS s = c;
    NTSTATUS st;
    if (d != NULL)
        st = STATUS_SUCCESS;
    else
        st = STATUS_DATA_NOT_ACCEPTED;
    if (st == STATUS_SUCCESS)
        s->N += d->Buffer.Length;                     // NOT(null-indication)
    else
        IoQueueWorkItem(s->I, Work, DelayedWorkQueue, s);
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI R6(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T b, SIZE_T *a)
{
    PS s = c;
    __try {
        if (d == NULL) { IoQueueWorkItem(s->I, Work, DelayedWorkQueue, s); __leave; }
        s->N += d->Buffer.Length;                     // NOT(null-indication)
    } __finally {
        s->N++;
    }
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI R7(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T b, SIZE_T *a)
{
    PS s = c;
    ASSERTMSG("no data", d != NULL);
    _Analysis_assume_(d != NULL);
    s->N += (*d).Buffer.Length;                       // EXPECT(null-indication)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI R8(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T b, SIZE_T *a)
{
    PS s = c;
    WSK_BUF copy;
    if (!d && s->I == NULL)
        return STATUS_SUCCESS;
    copy = d->Buffer;                                 // EXPECT(null-indication)
    s->N += copy.Length;
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI R9(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T b, SIZE_T *a)
{
    PS s = c;
    PMDL m = d ? d->Buffer.Mdl : NULL;
    if (!m) { IoQueueWorkItem(s->I, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    s->N += d->Buffer.Length;                         // NOT(null-indication)
    return STATUS_SUCCESS;
}
const WSK_CLIENT_CONNECTION_DISPATCH T[] = { { R1 }, { R2 }, { R3 }, { R4 }, { R5 }, { R6 }, { R7 }, { R8 }, { R9 } };
