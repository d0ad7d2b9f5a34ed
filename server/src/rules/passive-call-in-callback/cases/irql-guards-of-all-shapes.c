// CASE: KeGetCurrentIrql asked in all ways, and not at all
#include <ntddk.h>
#include <wsk.h>
typedef struct _S { HANDLE File; PVOID P; PIO_WORKITEM Item; } S, *PS;
VOID Work(PDEVICE_OBJECT d, PVOID c);
static VOID Log(PS s) { IO_STATUS_BLOCK i; ULONG v = 1; ZwWriteFile(s->File, NULL, NULL, NULL, &i, &v, sizeof(v), NULL, NULL); }
static BOOLEAN IsPassive(VOID) { return KeGetCurrentIrql() == PASSIVE_LEVEL; }
#define AT_PASSIVE() (KeGetCurrentIrql() == PASSIVE_LEVEL)

static NTSTATUS WSKAPI G1(PVOID c, ULONG f) { PS s = c; (void)f; if (KeGetCurrentIrql() != PASSIVE_LEVEL) return STATUS_SUCCESS; Log(s); return STATUS_SUCCESS; }
static NTSTATUS WSKAPI G2(PVOID c, ULONG f) { PS s = c; (void)f; if (KeGetCurrentIrql() == PASSIVE_LEVEL) { Log(s); } else { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); } return STATUS_SUCCESS; }
static NTSTATUS WSKAPI G3(PVOID c, ULONG f) { PS s = c; KIRQL q = KeGetCurrentIrql(); (void)f; if (q < DISPATCH_LEVEL) Log(s); return STATUS_SUCCESS; }
static NTSTATUS WSKAPI G4(PVOID c, ULONG f) { PS s = c; (void)f; if (KeGetCurrentIrql() >= DISPATCH_LEVEL) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; } Log(s); return STATUS_SUCCESS; }
static NTSTATUS WSKAPI G5(PVOID c, ULONG f) { PS s = c; BOOLEAN low = KeGetCurrentIrql() <= APC_LEVEL; (void)f; if (!low) goto queue; Log(s); return STATUS_SUCCESS; queue: IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
static NTSTATUS WSKAPI G6(PVOID c, ULONG f) { PS s = c; (void)f; if (IsPassive()) Log(s); return STATUS_SUCCESS; }
static NTSTATUS WSKAPI G7(PVOID c, ULONG f) { PS s = c; (void)f; if (!AT_PASSIVE()) return STATUS_SUCCESS; Log(s); return STATUS_SUCCESS; }
static NTSTATUS WSKAPI G8(PVOID c, ULONG f) { PS s = c; (void)f; switch (KeGetCurrentIrql()) { case PASSIVE_LEVEL: Log(s); break; default: IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); break; } return STATUS_SUCCESS; }
static NTSTATUS WSKAPI G9(PVOID c, ULONG f) { PS s = c; (void)f; s->P = ExAllocatePoolWithTag(KeGetCurrentIrql() < DISPATCH_LEVEL ? PagedPool : NonPagedPoolNx, 16, 'x'); return STATUS_SUCCESS; }
static NTSTATUS WSKAPI G10(PVOID c, ULONG f) { PS s = c; (void)f; if (s->File != NULL && KeGetCurrentIrql() == PASSIVE_LEVEL) Log(s); return STATUS_SUCCESS; }
/* the wrong way round */
static NTSTATUS WSKAPI B1(PVOID c, ULONG f) 
{
    PS s = c; (void)f;
    if (KeGetCurrentIrql() >= DISPATCH_LEVEL)
        Log(s);        // EXPECT(passive-call-in-callback)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI B2(PVOID c, ULONG f)
{
    PS s = c; (void)f;
    if (KeGetCurrentIrql() <= DISPATCH_LEVEL)
        Log(s);        // EXPECT(passive-call-in-callback)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI B3(PVOID c, ULONG f)
{
    PS s = c; (void)f;
    if (KeGetCurrentIrql() == PASSIVE_LEVEL)
        s->P = NULL;
    Log(s);            // EXPECT(passive-call-in-callback)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI B4(PVOID c, ULONG f)
{
    PS s = c; (void)f;
    NT_ASSERT(KeGetCurrentIrql() == PASSIVE_LEVEL);
    Log(s);            // EXPECT(passive-call-in-callback)
    return STATUS_SUCCESS;
}
const WSK_CLIENT_CONNECTION_DISPATCH Good[] = { { NULL, G1 }, { NULL, G2 }, { NULL, G3 }, { NULL, G4 }, { NULL, G5 }, { NULL, G6 }, { NULL, G7 }, { NULL, G8 }, { NULL, G9 }, { NULL, G10 } };
const WSK_CLIENT_CONNECTION_DISPATCH Bad[] = { { .WskDisconnectEvent = B1 }, { .WskDisconnectEvent = B2 }, { .WskDisconnectEvent = B3 }, { .WskDisconnectEvent = B4 } };
