// CASE: semaphores, DPCs, lists and states tell of the dead socket
#include <ntddk.h>
#include <wsk.h>
typedef struct _S { PWSK_SOCKET K; PIO_WORKITEM I; LONG State; KDPC Dpc; KSEMAPHORE Sem; PKEVENT E; LIST_ENTRY Link; ULONG Bytes; } S, *PS;
static LIST_ENTRY DeadList; static KSPIN_LOCK DeadLock;
static NTSTATUS WSKAPI R1(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T b, SIZE_T *a) { PS s = c; if (!d) { KeReleaseSemaphore(&s->Sem, 0, 1, FALSE); return STATUS_SUCCESS; } return STATUS_SUCCESS; }   // NOT(null-indication-close)
static NTSTATUS WSKAPI R2(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T b, SIZE_T *a) { PS s = c; if (!d) { KeInsertQueueDpc(&s->Dpc, NULL, NULL); return STATUS_SUCCESS; } return STATUS_SUCCESS; }   // NOT(null-indication-close)
static NTSTATUS WSKAPI R3(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T b, SIZE_T *a) { PS s = c; if (!d) { ExInterlockedInsertTailList(&DeadList, &s->Link, &DeadLock); return STATUS_SUCCESS; } return STATUS_SUCCESS; }   // NOT(null-indication-close)
static NTSTATUS WSKAPI R4(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T b, SIZE_T *a) { PS s = c; if (!d) { s->State = 3; return STATUS_SUCCESS; } return STATUS_SUCCESS; }   // NOT(null-indication-close)



static NTSTATUS WSKAPI R5(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T b, SIZE_T *a) { PS s = c; if (!d) { KdPrint(("dead\n")); return STATUS_SUCCESS; } s->Bytes += (ULONG)b; return STATUS_SUCCESS; }   // EXPECT(null-indication-close)



static NTSTATUS WSKAPI R6(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T b, SIZE_T *a) { PS s = c; (void)s; if (!d) return STATUS_DATA_NOT_ACCEPTED; return STATUS_SUCCESS; }   // EXPECT(null-indication-close)



static NTSTATUS WSKAPI R7(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T b, SIZE_T *a) { PS s = c; if (!d) { NT_ASSERT(b == 0); return STATUS_SUCCESS; } s->Bytes += (ULONG)b; return STATUS_SUCCESS; }   // EXPECT(null-indication-close)
static NTSTATUS WSKAPI F1(PVOID c, ULONG f, PWSK_DATAGRAM_INDICATION d) { UNREFERENCED_PARAMETER(c); UNREFERENCED_PARAMETER(f); if (d == NULL) { return STATUS_SUCCESS; } return STATUS_SUCCESS; }   // EXPECT(null-indication-close)
const WSK_CLIENT_CONNECTION_DISPATCH T[] = { { R1 }, { R2 }, { R3 }, { R4 }, { R5 }, { R6 }, { R7 } };
const WSK_CLIENT_DATAGRAM_DISPATCH U[] = { { F1 } };
