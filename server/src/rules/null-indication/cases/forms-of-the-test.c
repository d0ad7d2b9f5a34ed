// CASE: the list tested in all ways, and not at all
#include <ntddk.h>
#include <wsk.h>
typedef struct _S { PWSK_SOCKET Socket; SIZE_T Total; PIO_WORKITEM Item; PWSK_DATA_INDICATION Kept; } S, *PS;
VOID Work(PDEVICE_OBJECT d, PVOID c);
VOID Elsewhere(PWSK_DATA_INDICATION Ind);
#define RXARGS PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted
#define IS_DEAD(i) ((i) == NULL)
static BOOLEAN Valid(PWSK_DATA_INDICATION i) { return i != NULL; }
static VOID Count(PS s, PWSK_DATA_INDICATION i) { if (i == NULL) return; s->Total += i->Buffer.Length; }
static VOID CountRaw(PS s, PWSK_DATA_INDICATION i) { s->Total += i->Buffer.Length; }
static NTSTATUS WSKAPI R1(RXARGS) { PS s = SocketContext; (void)Flags; if (NULL == DataIndication) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; } s->Total += DataIndication->Buffer.Length; return STATUS_SUCCESS; }
static NTSTATUS WSKAPI R2(RXARGS) { PS s = SocketContext; (void)Flags; if (IS_DEAD(DataIndication)) { goto dead; } s->Total += DataIndication->Buffer.Length; return STATUS_SUCCESS; dead: IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
static NTSTATUS WSKAPI R3(RXARGS) { PS s = SocketContext; (void)Flags; if (!Valid(DataIndication)) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; } s->Total += DataIndication->Buffer.Length; return STATUS_SUCCESS; }
static NTSTATUS WSKAPI R4(RXARGS) { PS s = SocketContext; PWSK_DATA_INDICATION i; (void)Flags; for (i = DataIndication; i != NULL; i = i->Next) s->Total += i->Buffer.Length; if (DataIndication == NULL) IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
static NTSTATUS WSKAPI R5(RXARGS) { PS s = SocketContext; (void)Flags; while (DataIndication) { s->Total += DataIndication->Buffer.Length; DataIndication = DataIndication->Next; } IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
static NTSTATUS WSKAPI R6(RXARGS) { PS s = SocketContext; BOOLEAN dead = (DataIndication == NULL); (void)Flags; if (dead) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; } s->Total += DataIndication->Buffer.Length; return STATUS_SUCCESS; }
static NTSTATUS WSKAPI R7(RXARGS) { PS s = SocketContext; (void)Flags; Count(s, DataIndication); if (!DataIndication) IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
static NTSTATUS WSKAPI R8(RXARGS) { PS s = SocketContext; (void)Flags; s->Total += DataIndication ? DataIndication->Buffer.Length : 0; if (!DataIndication) IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
static NTSTATUS WSKAPI R9(RXARGS) { PS s = SocketContext; (void)Flags; switch (DataIndication != NULL) { case TRUE: s->Total += DataIndication->Buffer.Length; break; default: IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); break; } return STATUS_SUCCESS; }
static NTSTATUS WSKAPI R10(RXARGS) { PS s = SocketContext; (void)Flags; if (DataIndication != NULL && DataIndication->Buffer.Length > 4) s->Total++; else IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
static NTSTATUS WSKAPI R11(RXARGS) { PS s = SocketContext; (void)Flags; s->Total += BytesIndicated; if (!DataIndication) IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }

static NTSTATUS WSKAPI B1(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PS s = SocketContext;
    (void)Flags;
    NT_ASSERT(DataIndication);
    s->Total += DataIndication->Buffer.Length;           // EXPECT(null-indication)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI B2(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PS s = SocketContext;
    PWSK_BUF b = &DataIndication->Buffer;                // OR(null-indication)
    (void)Flags;
    s->Total += b->Length;                               // EXPECT(null-indication)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI B3(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PS s = SocketContext;
    (void)Flags;
    CountRaw(s, DataIndication);                         // EXPECT(null-indication)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI B4(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PS s = SocketContext;
    PWSK_DATA_INDICATION cur = DataIndication;
    (void)Flags;
    do {
        s->Total += cur->Buffer.Length;                  // EXPECT(null-indication)
        cur = cur->Next;
    } while (cur);
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI B5(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PS s = SocketContext;
    SIZE_T first = DataIndication->Buffer.Length;        // EXPECT(null-indication)
    (void)Flags;
    if (DataIndication == NULL)
        return STATUS_SUCCESS;
    s->Total += first;
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI B6(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PS s = SocketContext;
    if (DataIndication == NULL)
        DbgPrint("dead\n");
    s->Total += DataIndication->Buffer.Length;           // EXPECT(null-indication)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI B7(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PS s = SocketContext;
    if (BytesIndicated == 0)
        return STATUS_SUCCESS;
    s->Total += DataIndication->Buffer.Length;           // OR(null-indication)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI B8(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PS s = SocketContext;
    if (DataIndication == NULL || Flags == 0)
        s->Total += DataIndication->Buffer.Length;       // EXPECT(null-indication)
    return STATUS_SUCCESS;
}
const WSK_CLIENT_CONNECTION_DISPATCH T[] = { { R1 }, { R2 }, { R3 }, { R4 }, { R5 }, { R6 }, { R7 }, { R8 }, { R9 }, { R10 }, { R11 }, { B1 }, { B2 }, { B3 }, { B4 }, { B5 }, { B6 }, { B7 }, { B8 } };
