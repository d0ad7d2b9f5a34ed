// CASE: statuses through gotos, macros, switches and helpers
#include <ntddk.h>
#include <wsk.h>
typedef struct _S { PIO_WORKITEM Item; ULONG N; BOOLEAN Full; PVOID P; } S, *PS;
extern const WSK_CLIENT_CONNECTION_DISPATCH CT;
#define RXARGS PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted
#define BAIL_IF(c, st) do { if (c) { Status = (st); goto Exit; } } while (0)
static NTSTATUS Alloc(PS s) { s->P = ExAllocatePoolWithTag(NonPagedPoolNx, 8, 'x'); if (!s->P) return STATUS_INSUFFICIENT_RESOURCES; return STATUS_SUCCESS; }
static NTSTATUS ToAccept(NTSTATUS st) { return NT_SUCCESS(st) ? STATUS_SUCCESS : STATUS_REQUEST_NOT_ACCEPTED; }
static NTSTATUS WSKAPI R1(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PS s = SocketContext;
    NTSTATUS Status = STATUS_SUCCESS;
    (void)Flags;
    if (!DataIndication) { s->N = 0; goto Exit; }
    if (s->Full) {
        Status = STATUS_BUFFER_OVERFLOW;              // OR(callback-return)
        goto Exit;
    }
    s->N++;
Exit:
    return Status;                                    // EXPECT(callback-return)
}
static NTSTATUS WSKAPI R2(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PS s = SocketContext;
    NTSTATUS Status = STATUS_UNSUCCESSFUL;
    (void)Flags;
    if (!DataIndication) return STATUS_SUCCESS;
    Status = Alloc(s);
    if (!NT_SUCCESS(Status))
        return Status;                                // EXPECT(callback-return)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI R3(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PS s = SocketContext;
    (void)Flags;
    if (!DataIndication) return STATUS_SUCCESS;
    return s->Full ? STATUS_DATA_NOT_ACCEPTED : STATUS_PENDING;      // NOT(callback-return)
}
static NTSTATUS WSKAPI R4(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PS s = SocketContext;
    (void)Flags;
    if (!DataIndication) return STATUS_SUCCESS;
    return s->Full ? STATUS_DEVICE_BUSY : STATUS_SUCCESS;      // EXPECT(callback-return)
}
static NTSTATUS WSKAPI R5(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PS s = SocketContext;
    NTSTATUS Status = STATUS_SUCCESS;
    (void)Flags;
    BAIL_IF(DataIndication == NULL, STATUS_SUCCESS);
    BAIL_IF(s->Full, STATUS_CANCELLED);                       // OR(callback-return)
    s->N++;
Exit:
    return Status;                                            // EXPECT(callback-return)
}
static NTSTATUS WSKAPI R6(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PS s = SocketContext;
    NTSTATUS Status;
    (void)Flags;
    switch (s->N) {
    case 0: Status = STATUS_SUCCESS; break;
    case 1: Status = STATUS_PENDING; break;
    default: Status = STATUS_INVALID_DEVICE_STATE; break;     // OR(callback-return)
    }
    return Status;                                            // EXPECT(callback-return)
}
static NTSTATUS WSKAPI R7(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    return Alloc(SocketContext);                              // EXPECT(callback-return)
}
static NTSTATUS WSKAPI D1(PVOID c, ULONG f) { (void)c; (void)f; return STATUS_PENDING; }        // EXPECT(callback-return)
static NTSTATUS WSKAPI D2(PVOID c, ULONG f) { (void)c; (void)f; return STATUS_DATA_NOT_ACCEPTED; }        // EXPECT(callback-return)
static NTSTATUS WSKAPI K1(PVOID c, SIZE_T f) { (void)c; return f ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER; }        // EXPECT(callback-return)
static NTSTATUS WSKAPI A1(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET s, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t)
{
    NTSTATUS st;
    if (!s) return STATUS_REQUEST_NOT_ACCEPTED;
    *x = NULL; *t = &CT;
    st = Alloc(c);
    return ToAccept(st);                                      // NOT(callback-return)
}
static NTSTATUS WSKAPI A2(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET s, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t)
{
    if (!s) return STATUS_INVALID_PARAMETER;                  // EXPECT(callback-return)
    *x = NULL; *t = &CT;
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI A3(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET s, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t)
{
    if (!s) return STATUS_REQUEST_NOT_ACCEPTED;
    *x = NULL; *t = &CT;
    return STATUS_REQUEST_ABORTED;                            // EXPECT(callback-return)
}
static NTSTATUS WSKAPI A4(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET s, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t)
{
    NTSTATUS (*fn)(PVOID) = (NTSTATUS (*)(PVOID))c;
    if (!s) return STATUS_REQUEST_NOT_ACCEPTED;
    *x = NULL; *t = &CT;
    return fn(s);                                             // NOT(callback-return)
}
static NTSTATUS WSKAPI Ab(PVOID c, PWSK_INSPECT_ID id) { (void)c; (void)id; return STATUS_NOT_IMPLEMENTED; }   // EXPECT(callback-return)
static NTSTATUS WSKAPI Cl(PVOID ctx, ULONG Event, PVOID i, SIZE_T l) { (void)ctx; (void)Event; (void)i; (void)l; return STATUS_NOT_SUPPORTED; }   // EXPECT(callback-return)
const WSK_CLIENT_CONNECTION_DISPATCH CT = { R1, D1, K1 };
const WSK_CLIENT_CONNECTION_DISPATCH CTs[] = { { R2, D2 }, { R3 }, { R4 }, { R5 }, { R6 }, { R7 } };
const WSK_CLIENT_LISTEN_DISPATCH LT[] = { { A1, NULL, Ab }, { A2 }, { A3 }, { A4 } };
const WSK_CLIENT_DISPATCH Client = { MAKE_WSK_VERSION(1, 0), 0, Cl };
