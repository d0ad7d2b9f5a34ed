// CASE: what tells somebody of the dead socket, and what does not
#include <ntddk.h>
#include <wsk.h>
typedef struct _S { PWSK_SOCKET Socket; PIO_WORKITEM Item; LONG State; KEVENT Dead; LIST_ENTRY Link; ULONG Rx; BOOLEAN Closing; PIRP Irp; } S, *PS;
VOID Work(PDEVICE_OBJECT d, PVOID c);
VOID MarkDead(PS s);
static LONG Stats;
static NTSTATUS NTAPI Freed(PDEVICE_OBJECT d, PIRP i, PVOID c) { (void)d; (void)c; IoFreeIrp(i); return STATUS_MORE_PROCESSING_REQUIRED; }
static VOID CloseAsync(PS s)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) return;
    IoSetCompletionRoutine(irp, Freed, s, TRUE, TRUE, TRUE);
    (void)((PWSK_PROVIDER_BASIC_DISPATCH)s->Socket->Dispatch)->WskCloseSocket(s->Socket, irp);
}
static NTSTATUS WSKAPI R1(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    if (DataIndication == NULL)
        return STATUS_SUCCESS;                       // EXPECT(null-indication-close)
    s->Rx += (ULONG)BytesIndicated;
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI R2(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    if (DataIndication == NULL) {
        CloseAsync(s);
        return STATUS_SUCCESS;                       // NOT(null-indication-close)
    }
    s->Rx += (ULONG)BytesIndicated;
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI R3(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    if (DataIndication == NULL) {
        s->Closing = TRUE;
        KeSetEvent(&s->Dead, 0, FALSE);
        return STATUS_SUCCESS;                       // NOT(null-indication-close)
    }
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI R4(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    if (DataIndication == NULL) {
        InterlockedExchange(&s->State, 2);
        return STATUS_SUCCESS;                       // NOT(null-indication-close)
    }
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI R5(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    if (DataIndication == NULL) {
        MarkDead(s);
        return STATUS_SUCCESS;                       // NOT(null-indication-close)
    }
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI R6(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    if (DataIndication != NULL) {
        s->Rx += (ULONG)BytesIndicated;
    }
    return STATUS_SUCCESS;                           // EXPECT(null-indication-close)
}
static NTSTATUS WSKAPI R7(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    if (DataIndication == NULL) {
        DbgPrint("socket gone\n");
        return STATUS_SUCCESS;                       // EXPECT(null-indication-close)
    }
    s->Rx += (ULONG)BytesIndicated;
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI R8(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    NTSTATUS st = STATUS_SUCCESS;
    if (!DataIndication)
        goto Dead;
    s->Rx += (ULONG)BytesIndicated;
    return st;
Dead:
    IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s);
    return st;                                       // NOT(null-indication-close)
}
static NTSTATUS WSKAPI A1(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET sock, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t)
{
    if (sock == NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;          // EXPECT(null-indication-close)
    *x = c; *t = NULL;
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI A2(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET sock, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t)
{
    if (sock == NULL) {
        InterlockedIncrement(&Stats);
        CloseAsync(c);
        return STATUS_REQUEST_NOT_ACCEPTED;          // NOT(null-indication-close)
    }
    *x = c; *t = NULL;
    return STATUS_SUCCESS;
}
const WSK_CLIENT_CONNECTION_DISPATCH T[] = { { R1 }, { R2 }, { R3 }, { R4 }, { R5 }, { R6 }, { R7 }, { R8 } };
const WSK_CLIENT_LISTEN_DISPATCH L[] = { { A1 }, { A2 } };
