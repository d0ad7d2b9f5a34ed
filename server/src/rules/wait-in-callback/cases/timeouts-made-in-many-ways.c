// CASE: timeouts from macros, constants, conversions and helpers
#include <ntddk.h>
#include <wsk.h>
typedef struct _S { KEVENT Ev; LONG Busy; PKTHREAD Thread; LIST_ENTRY Q; KSPIN_LOCK L; } S, *PS;
static const LARGE_INTEGER Poll = { 0 };
static LARGE_INTEGER Half = { .QuadPart = -5000000 };
#define RELATIVE_MS(ms) (-(LONGLONG)(ms) * 10000)
static NTSTATUS WaitFor(PKEVENT e, LONGLONG ms)
{
    LARGE_INTEGER t;
    t.QuadPart = RELATIVE_MS(ms);
    return KeWaitForSingleObject(e, Executive, KernelMode, FALSE, ms ? &t : NULL);
}
static NTSTATUS WSKAPI G1(PVOID c, ULONG f) { PS s = c; (void)f;
    while (KeWaitForSingleObject(&s->Ev, Executive, KernelMode, FALSE, (PLARGE_INTEGER)&Poll) == STATUS_TIMEOUT)  // NOT(wait-in-callback)
        if (InterlockedDecrement(&s->Busy) == 0) break;
    return STATUS_SUCCESS; }
static NTSTATUS WSKAPI G2(PVOID c, ULONG f) { PS s = c; (void)f;
    while (KeWaitForSingleObject(&s->Ev, Executive, KernelMode, FALSE, &Half) == STATUS_TIMEOUT)  // EXPECT(wait-in-callback)
        InterlockedIncrement(&s->Busy);
    return STATUS_SUCCESS; }
static NTSTATUS WSKAPI G3(PVOID c, ULONG f) { PS s = c; (void)f;
    if (!NT_SUCCESS(WaitFor(&s->Ev, 200)))         // EXPECT(wait-in-callback)
        s->Busy = 0;
    return STATUS_SUCCESS; }
static NTSTATUS WSKAPI G4(PVOID c, ULONG f) { PS s = c; LARGE_INTEGER t; (void)f;
    t = RtlConvertLongToLargeInteger(-10000);
    return KeWaitForSingleObject(&s->Ev, Executive, KernelMode, FALSE, &t) == 0 ? STATUS_SUCCESS : STATUS_SUCCESS; }   // EXPECT(wait-in-callback)
static NTSTATUS WSKAPI G5(PVOID c, ULONG f) { PS s = c; LARGE_INTEGER t; (void)f;
    t.QuadPart = Int32x32To64(100, -10000);
    (VOID)KeWaitForSingleObject(&s->Ev, Executive, KernelMode, FALSE, &t);    // EXPECT(wait-in-callback)
    return STATUS_SUCCESS; }
static NTSTATUS WSKAPI G6(PVOID c, ULONG f) { PS s = c; LARGE_INTEGER t; (void)f;
    t.LowPart = 0; t.HighPart = 0;
    (VOID)KeWaitForSingleObject(&s->Ev, Executive, KernelMode, FALSE, &t);    // NOT(wait-in-callback)
    return STATUS_SUCCESS; }
static NTSTATUS WSKAPI G7(PVOID c, ULONG f) { PS s = c; PLARGE_INTEGER p = NULL; (void)f;
    (VOID)KeWaitForSingleObject(&s->Ev, Executive, KernelMode, FALSE, p);    // EXPECT(wait-in-callback)
    return STATUS_SUCCESS; }
static NTSTATUS WSKAPI G8(PVOID c, ULONG f) { PS s = c; PVOID o[2] = { &s->Ev, s->Thread }; LARGE_INTEGER z; (void)f;
    z.QuadPart = 0;
    (VOID)KeWaitForMultipleObjects(2, o, WaitAny, Executive, KernelMode, FALSE, &z, NULL);    // NOT(wait-in-callback)
    return STATUS_SUCCESS; }
const WSK_CLIENT_CONNECTION_DISPATCH T[] = { { NULL, G1 }, { NULL, G2 }, { NULL, G3 }, { NULL, G4 }, { NULL, G5 }, { NULL, G6 }, { NULL, G7 }, { NULL, G8 } };
