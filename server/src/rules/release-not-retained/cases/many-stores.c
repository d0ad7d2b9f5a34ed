// CASE: stores and releases, by helpers, on some paths
#include <ntddk.h>
#include <wsk.h>
typedef struct _S { PWSK_SOCKET Socket; PIO_WORKITEM Item; PWSK_DATA_INDICATION Kept; LIST_ENTRY Q; BOOLEAN Busy; const WSK_PROVIDER_CONNECTION_DISPATCH *Ops; PUCHAR Ring; PWSK_DATA_INDICATION Ring2[8]; ULONG At; } S, *PS;
typedef struct _N { LIST_ENTRY Link; PWSK_DATA_INDICATION Data; } N, *PN;
VOID Work(PDEVICE_OBJECT d, PVOID c);
static PWSK_DATA_INDICATION LastSeen;
static VOID Keep(PS s, PWSK_DATA_INDICATION i) { s->Kept = i; }
static VOID Give(PS s, PWSK_DATA_INDICATION i) { s->Ops->WskRelease(s->Socket, i); }
static NTSTATUS WSKAPI R1(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    if (!DataIndication) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    s->Kept = DataIndication;                        // EXPECT(release-not-retained)
    IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s);
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI R2(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    if (!DataIndication) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    Keep(s, DataIndication);                         // EXPECT(release-not-retained)

    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI R3(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    if (!DataIndication) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    s->Kept = DataIndication;                        // NOT(release-not-retained)
    IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s);
    return STATUS_PENDING;
}
static NTSTATUS WSKAPI R4(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    if (!DataIndication) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    s->Ops->WskRelease(s->Socket, DataIndication);   // EXPECT(release-not-retained)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI R5(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    if (!DataIndication) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    s->Ops->WskRelease(s->Socket, DataIndication);   // NOT(release-not-retained)
    return STATUS_PENDING;
}
static NTSTATUS WSKAPI R6(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    NTSTATUS st = STATUS_PENDING;
    if (!DataIndication) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    s->Kept = DataIndication;                        // EXPECT(release-not-retained)
    if (s->Busy)
        st = STATUS_SUCCESS;
    return st;
}
static NTSTATUS WSKAPI R7(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    PN n;
    if (!DataIndication) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    n = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*n), 'n');
    if (!n) return STATUS_DATA_NOT_ACCEPTED;
    n->Data = DataIndication;                        // EXPECT(release-not-retained)
    InsertTailList(&s->Q, &n->Link);
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI R8(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    if (!DataIndication) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    LastSeen = DataIndication;                       // EXPECT(release-not-retained)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI R9(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    if (!DataIndication) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    s->Kept = DataIndication;                        // NOT(release-not-retained)
    s->Busy = TRUE;
    s->Kept = NULL;
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI R10(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    if (!DataIndication) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    s->Ring2[s->At++ & 7] = DataIndication;          // EXPECT(release-not-retained)

    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI R11(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    if (!DataIndication) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    Give(s, DataIndication);                         // EXPECT(release-not-retained)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI R12(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    if (!DataIndication) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    if (s->Kept) {
        s->Ops->WskRelease(s->Socket, s->Kept);      // NOT(release-not-retained)
        s->Kept = NULL;
    }
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI R13(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    NTSTATUS st;
    if (!DataIndication) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    if (Flags & WSK_FLAG_RELEASE_ASAP) {
        RtlCopyMemory(s->Ring, DataIndication, 4);
        st = STATUS_SUCCESS;
    } else {
        s->Kept = DataIndication;                    // NOT(release-not-retained)
        st = STATUS_PENDING;
    }
    return st;
}
const WSK_CLIENT_CONNECTION_DISPATCH T[] = { { R1 }, { R2 }, { R3 }, { R4 }, { R5 }, { R6 }, { R7 }, { R8 }, { R9 }, { R10 }, { R11 }, { R12 }, { R13 } };
