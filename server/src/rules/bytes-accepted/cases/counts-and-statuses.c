// CASE: counts with every status, by helpers and aliases
#include <ntddk.h>
#include <wsk.h>
typedef struct _S { PWSK_SOCKET Socket; PIO_WORKITEM Item; SIZE_T Room; BOOLEAN Full; } S, *PS;
VOID Work(PDEVICE_OBJECT d, PVOID c);
static VOID Take(PS s, SIZE_T n, SIZE_T *out) { *out = n < s->Room ? n : s->Room; }
static NTSTATUS WSKAPI R1(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    if (!DataIndication) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    BytesAccepted = &s->Room;                        // EXPECT(bytes-accepted)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI R2(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    if (!DataIndication) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    BytesAccepted = (SIZE_T *)BytesIndicated;        // EXPECT(bytes-accepted)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI R3(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    if (!DataIndication) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    Take(s, BytesIndicated, BytesAccepted);          // NOT(bytes-accepted)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI R4(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    if (!DataIndication) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    *BytesAccepted = s->Room;                        // EXPECT(bytes-accepted)
    return STATUS_DATA_NOT_ACCEPTED;
}
static NTSTATUS WSKAPI R5(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    NTSTATUS st = STATUS_PENDING;
    if (!DataIndication) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    *BytesAccepted = BytesIndicated;                 // EXPECT(bytes-accepted)
    return st;
}
static NTSTATUS WSKAPI R6(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    *BytesAccepted = 0;                              // NOT(bytes-accepted)
    if (!DataIndication) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    if (s->Full) return STATUS_DATA_NOT_ACCEPTED;
    *BytesAccepted = BytesIndicated;                 // NOT(bytes-accepted)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI R7(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    SIZE_T *out = BytesAccepted;
    if (!DataIndication) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    *out = 16;                                       // NOT(bytes-accepted)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI R8(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    if (!DataIndication) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    Take(s, BytesIndicated, BytesAccepted);          // EXPECT(bytes-accepted)
    return STATUS_PENDING;
}
static NTSTATUS WSKAPI R9(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    if (!DataIndication) { IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; }
    BytesAccepted += 1;                              // EXPECT(bytes-accepted)
    return STATUS_SUCCESS;
}
const WSK_CLIENT_CONNECTION_DISPATCH T[] = { { R1 }, { R2 }, { R3 }, { R4 }, { R5 }, { R6 }, { R7 }, { R8 }, { R9 } };
