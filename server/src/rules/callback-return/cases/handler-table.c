// CASE: a handler table per state gives the status; all handlers keep to the contract but one; CLEAN twin
#include <ntddk.h>
#include <wsk.h>
typedef struct _SM SM, *PSM;
typedef NTSTATUS (*SM_FN)(PSM, PWSK_DATA_INDICATION, SIZE_T);
struct _SM { ULONG State; ULONG64 Bytes; volatile LONG Dead; PWSK_DATA_INDICATION Held; PWSK_SOCKET S; };
static NTSTATUS SmHead(PSM s, PWSK_DATA_INDICATION d, SIZE_T n)
{
    (void)d;
    s->Bytes += n;
    return STATUS_SUCCESS;
}
static NTSTATUS SmBody(PSM s, PWSK_DATA_INDICATION d, SIZE_T n)
{
    (void)n;
    s->Held = d;
    return STATUS_PENDING;
}
static NTSTATUS SmTail(PSM s, PWSK_DATA_INDICATION d, SIZE_T n)
{
    (void)s; (void)d; (void)n;
    return STATUS_INVALID_DEVICE_STATE;         // OR(callback-return)
}
static const SM_FN gStates[] = { SmHead, SmBody, SmTail };
static NTSTATUS WSKAPI SmData(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T n, SIZE_T *a)
{
    PSM s = c;
    (void)f; (void)a;
    if (d == NULL) { InterlockedExchange(&s->Dead, 1); return STATUS_SUCCESS; }
    if (s->State == 2)
        return gStates[2](s, d, n);             // EXPECT(callback-return)
    return s->State == 0 ? SmHead(s, d, n) : SmBody(s, d, n);   // NOT(callback-return)
}
static NTSTATUS WSKAPI SmGone(PVOID c, ULONG f)
{
    NTSTATUS st = STATUS_SUCCESS;
    PSM s = c;
    (void)f;
    if (s->Held) {
        ((const WSK_PROVIDER_CONNECTION_DISPATCH *)s->S->Dispatch)->WskRelease(s->S, s->Held);
        s->Held = NULL;
        st = STATUS_CONNECTION_RESET;
    }
    DbgPrint("gone %08x\n", st);
    st = STATUS_SUCCESS;
    return st;                                  // NOT(callback-return)
}
const WSK_CLIENT_CONNECTION_DISPATCH SmTable = { .WskReceiveEvent = SmData, .WskDisconnectEvent = SmGone };
