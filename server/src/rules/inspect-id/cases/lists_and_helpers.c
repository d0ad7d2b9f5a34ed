// CASE: ids kept, copied and compared, in helpers, globals and list entries
#include <ntddk.h>
#include <wsk.h>
typedef struct _PEND { LIST_ENTRY Link; PWSK_INSPECT_ID Id; WSK_INSPECT_ID Copy; } PEND;
typedef struct _S { PWSK_SOCKET L; PWSK_INSPECT_ID Last; WSK_INSPECT_ID Id; ULONG_PTR Key; PEND *Pending; KSPIN_LOCK Lock; } S;
static PWSK_INSPECT_ID gLast;
static void Remember(S *s, PWSK_INSPECT_ID id) { s->Last = id; }          // OR(inspect-id)
static void Copy(S *s, PWSK_INSPECT_ID id) { s->Id = *id; }
static BOOLEAN Same(const WSK_INSPECT_ID *a, const WSK_INSPECT_ID *b) { return a->Key == b->Key && a->SerialNumber == b->SerialNumber; }
static WSK_INSPECT_ACTION WSKAPI I1(PVOID C, PSOCKADDR L, PSOCKADDR R, PWSK_INSPECT_ID Id) { S *s = C; if (Id == NULL) return WskInspectReject; Remember(s, Id); return WskInspectPend; }   // EXPECT(inspect-id)
static WSK_INSPECT_ACTION WSKAPI I2(PVOID C, PSOCKADDR L, PSOCKADDR R, PWSK_INSPECT_ID Id) { S *s = C; if (Id == NULL) return WskInspectReject; Copy(s, Id); return WskInspectPend; }      // NOT(inspect-id)
static WSK_INSPECT_ACTION WSKAPI I3(PVOID C, PSOCKADDR L, PSOCKADDR R, PWSK_INSPECT_ID Id) { S *s = C; s->Key = Id->Key; return WskInspectAccept; }      // EXPECT(inspect-id)
static WSK_INSPECT_ACTION WSKAPI I4(PVOID C, PSOCKADDR L, PSOCKADDR R, PWSK_INSPECT_ID Id) { S *s = C; if (Id == NULL) return WskInspectReject; RtlCopyMemory(&s->Id, Id, sizeof(*Id)); return WskInspectPend; }      // NOT(inspect-id)
static WSK_INSPECT_ACTION WSKAPI I5(PVOID C, PSOCKADDR L, PSOCKADDR R, PWSK_INSPECT_ID Id) { PEND *p; if (Id == NULL) return WskInspectReject; p = ExAllocatePoolZero(NonPagedPoolNx, sizeof(*p), 'dneP'); if (!p) return WskInspectReject;
    p->Id = Id;       // EXPECT(inspect-id)
    ((S *)C)->Pending = p; return WskInspectPend; }
static WSK_INSPECT_ACTION WSKAPI I6(PVOID C, PSOCKADDR L, PSOCKADDR R, PWSK_INSPECT_ID Id) { PWSK_INSPECT_ID local = Id; if (!local) return WskInspectReject; Copy(C, local); return WskInspectPend; }    // NOT(inspect-id)
static WSK_INSPECT_ACTION WSKAPI I7(PVOID C, PSOCKADDR L, PSOCKADDR R, PWSK_INSPECT_ID Id) { gLast = Id; return WskInspectAccept; }    // EXPECT(inspect-id)
static NTSTATUS WSKAPI A1(PVOID C, PWSK_INSPECT_ID Id) { S *s = C; if (s->Last == Id) s->Last = NULL; return STATUS_SUCCESS; }          // EXPECT(inspect-id)
static NTSTATUS WSKAPI A2(PVOID C, PWSK_INSPECT_ID Id) { S *s = C; if (Same(&s->Id, Id)) RtlZeroMemory(&s->Id, sizeof(s->Id)); return STATUS_SUCCESS; }   // NOT(inspect-id)
static NTSTATUS WSKAPI A3(PVOID C, PWSK_INSPECT_ID Id) { S *s = C; if (Id && RtlEqualMemory(&s->Id, Id, sizeof(*Id))) s->Key = 0; return STATUS_SUCCESS; }   // NOT(inspect-id)
static NTSTATUS WSKAPI A4(PVOID C, PWSK_INSPECT_ID Id) { S *s = C; for (PEND *p = s->Pending; p; p = CONTAINING_RECORD(p->Link.Flink, PEND, Link)) { if (p->Id == Id) { s->Pending = NULL; break; } } return STATUS_SUCCESS; }   // EXPECT(inspect-id)
static NTSTATUS WSKAPI A5(PVOID C, PWSK_INSPECT_ID Id) { if (Id == NULL) return STATUS_SUCCESS; if (Id->Key == ((S *)C)->Key) ((S *)C)->Key = 0; return STATUS_SUCCESS; }
const WSK_CLIENT_LISTEN_DISPATCH T[] = { { NULL, I1, A1 }, { NULL, I2, A2 }, { NULL, I3, A3 }, { NULL, I4, A4 }, { NULL, I5, A5 }, { NULL, I6 }, { NULL, I7 } };
