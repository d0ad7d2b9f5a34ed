// CASE: walks over the list in all ways
#include <ntddk.h>
#include <wsk.h>
typedef struct _S { PWSK_SOCKET Socket; PIO_WORKITEM Item; PWSK_DATA_INDICATION Kept; SIZE_T Total; const WSK_PROVIDER_CONNECTION_DISPATCH *Ops; } S, *PS;
VOID Work(PDEVICE_OBJECT d, PVOID c);
static VOID Give(PS s, PWSK_DATA_INDICATION i) { s->Ops->WskRelease(s->Socket, i); }
static NTSTATUS WSKAPI R1(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    if (!DataIndication) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    while (DataIndication->Next != NULL) {
        s->Total += DataIndication->Buffer.Length;
        DataIndication = DataIndication->Next;       // OR(release-list-head)
    }
    s->Ops->WskRelease(s->Socket, DataIndication);   // EXPECT(release-list-head)
    return STATUS_PENDING;
}
static NTSTATUS WSKAPI R2(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    PWSK_DATA_INDICATION i;
    if (!DataIndication) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    for (i = DataIndication; i; i = i->Next)
        s->Total += i->Buffer.Length;
    s->Ops->WskRelease(s->Socket, DataIndication);   // NOT(release-list-head)
    return STATUS_PENDING;
}
static NTSTATUS WSKAPI R3(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    PWSK_DATA_INDICATION Head = DataIndication;
    if (!DataIndication) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    while (DataIndication) { s->Total += DataIndication->Buffer.Length; DataIndication = DataIndication->Next; }
    s->Kept = Head;                                  // NOT(release-list-head)
    return STATUS_PENDING;
}
static NTSTATUS WSKAPI R4(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    if (!DataIndication) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    for (; DataIndication != NULL; DataIndication = DataIndication->Next) {
        if (DataIndication->Buffer.Length > 100) {
            s->Kept = DataIndication;                // EXPECT(release-list-head)
            return STATUS_PENDING;
        }
    }
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI R5(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    if (!DataIndication) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    if (DataIndication->Next)
        DataIndication = DataIndication->Next;
    Give(s, DataIndication);                         // EXPECT(release-list-head)
    return STATUS_PENDING;
}
static NTSTATUS WSKAPI R6(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    PWSK_DATA_INDICATION next;
    if (!DataIndication) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    while (DataIndication) {
        next = DataIndication->Next;
        DataIndication->Next = NULL;
        s->Ops->WskRelease(s->Socket, DataIndication);     // NOT(release-list-head)
        DataIndication = next;
    }
    return STATUS_PENDING;
}
static NTSTATUS WSKAPI R7(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    if (!DataIndication) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    s->Kept = DataIndication;                        // NOT(release-list-head)
    while (DataIndication) { s->Total += DataIndication->Buffer.Length; DataIndication = DataIndication->Next; }
    return STATUS_PENDING;
}
static NTSTATUS WSKAPI R8(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    PWSK_DATA_INDICATION cur = DataIndication;
    if (!DataIndication) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    while (cur->Next)
        cur = cur->Next;
    s->Ops->WskRelease(s->Socket, cur);              // OR(release-list-head)
    return STATUS_PENDING;
}
static NTSTATUS WSKAPI F1(PVOID c, ULONG f, PWSK_DATAGRAM_INDICATION d)
{
    PS s = c;
    const WSK_PROVIDER_DATAGRAM_DISPATCH *ops = s->Socket->Dispatch;
    if (d == NULL) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    do { s->Total += d->Buffer.Length; } while ((d = d->Next) != NULL && s->Total < 4096);
    if (d) ops->WskRelease(s->Socket, d);            // EXPECT(release-list-head)
    return STATUS_PENDING;
}
const WSK_CLIENT_CONNECTION_DISPATCH T[] = { { R1 }, { R2 }, { R3 }, { R4 }, { R5 }, { R6 }, { R7 }, { R8 } };
const WSK_CLIENT_DATAGRAM_DISPATCH U[] = { { F1 } };
