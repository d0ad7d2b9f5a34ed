// CASE: the IRQL is asked by helpers, macros and locals
#include <ntddk.h>
#include <wsk.h>
typedef struct _S { HANDLE File; PVOID P; PIO_WORKITEM Item; BOOLEAN Low; KIRQL Irql; } S, *PS;
VOID Work(PDEVICE_OBJECT d, PVOID c);
static VOID Log(PS s) { IO_STATUS_BLOCK i; ULONG v = 1; ZwWriteFile(s->File, NULL, NULL, NULL, &i, &v, sizeof(v), NULL, NULL); }
static VOID LogSafe(PS s) { if (KeGetCurrentIrql() > APC_LEVEL) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return; } Log(s); }
#define REQUIRE_PASSIVE(x) if (KeGetCurrentIrql() != PASSIVE_LEVEL) { x; return STATUS_SUCCESS; }
static NTSTATUS WSKAPI G1(PVOID c, ULONG f) { (void)f; LogSafe(c); return STATUS_SUCCESS; }
static NTSTATUS WSKAPI G2(PVOID c, ULONG f) { PS s = c; (void)f; REQUIRE_PASSIVE(s->P = NULL); Log(s); return STATUS_SUCCESS; }
static NTSTATUS WSKAPI G3(PVOID c, ULONG f) { PS s = c; BOOLEAN canBlock; (void)f; canBlock = (BOOLEAN)(KeGetCurrentIrql() == PASSIVE_LEVEL); if (canBlock) { Log(s); } return STATUS_SUCCESS; }
static NTSTATUS WSKAPI G4(PVOID c, ULONG f) { PS s = c; (void)f; s->P = ExAllocatePool2(KeGetCurrentIrql() == PASSIVE_LEVEL ? POOL_FLAG_PAGED : POOL_FLAG_NON_PAGED, 10, 'x'); return STATUS_SUCCESS; }
static NTSTATUS WSKAPI G5(PVOID c, ULONG f) { PS s = c; (void)f; if (!(KeGetCurrentIrql() >= DISPATCH_LEVEL)) Log(s); return STATUS_SUCCESS; }
static NTSTATUS WSKAPI G6(PVOID c, ULONG f) { PS s = c; KIRQL irql; (void)f; irql = KeGetCurrentIrql(); if (irql > PASSIVE_LEVEL) goto out; Log(s); out: return STATUS_SUCCESS; }
static NTSTATUS WSKAPI G7(PVOID c, ULONG f) { PS s = c; (void)f; s->Irql = KeGetCurrentIrql(); if (s->Irql == PASSIVE_LEVEL) Log(s); return STATUS_SUCCESS; }
static NTSTATUS WSKAPI G8(PVOID c, ULONG f) { PS s = c; (void)f; if (KeGetCurrentIrql() == PASSIVE_LEVEL || s->Low) { s->P = NULL; } return STATUS_SUCCESS; }
const WSK_CLIENT_CONNECTION_DISPATCH T[] = { { NULL, G1 }, { NULL, G2 }, { NULL, G3 }, { NULL, G4 }, { NULL, G5 }, { NULL, G6 }, { NULL, G7 }, { NULL, G8 } };
// CLEAN
