// CASE: handlers in members, in pool memory, in static locals and compound literals
#include <ntddk.h>
#include <wsk.h>
typedef struct _SRV { WSK_CLIENT_LISTEN_DISPATCH L; WSK_CLIENT_CONNECTION_DISPATCH *Conn; PIO_WORKITEM I; } SRV, *PSRV;
VOID Work(PDEVICE_OBJECT d, PVOID c);
static NTSTATUS WSKAPI Rx1(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T b, SIZE_T *a) { PSRV s = c; if (!d) { IoQueueWorkItem(s->I, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; } return STATUS_NO_MEMORY; }     // EXPECT(callback-return)
static NTSTATUS WSKAPI Rx2(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T b, SIZE_T *a) { PSRV s = c; if (!d) { IoQueueWorkItem(s->I, Work, DelayedWorkQueue, s); return STATUS_SUCCESS; } return STATUS_ACCESS_DENIED; }     // EXPECT(callback-return)
static NTSTATUS WSKAPI Gone(PVOID c, ULONG f) { return STATUS_CONNECTION_DISCONNECTED; }     // EXPECT(callback-return)
static NTSTATUS WSKAPI Gone2(PVOID c, ULONG f) { return (NTSTATUS)1; }     // EXPECT(callback-return)
static NTSTATUS WSKAPI Back(PVOID c, SIZE_T n) { NTSTATUS s = STATUS_UNSUCCESSFUL; return s; }     // EXPECT(callback-return)
static NTSTATUS WSKAPI Back2(PVOID c, SIZE_T n) { return 0; }     // NOT(callback-return)
static NTSTATUS WSKAPI Acc(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET k, PVOID *x, CONST WSK_CLIENT_CONNECTION_DISPATCH **t)
{
    PSRV s = c;
    static const WSK_CLIENT_CONNECTION_DISPATCH Inner = { Rx2, Gone2, Back2 };
    if (k == NULL) { IoQueueWorkItem(s->I, Work, DelayedWorkQueue, s); return STATUS_REQUEST_NOT_ACCEPTED; }
    *x = s;
    *t = &Inner;
    return STATUS_SUCCESS;
}
NTSTATUS Setup(PSRV s)
{
    s->Conn = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*s->Conn), 'x');
    if (!s->Conn) return STATUS_INSUFFICIENT_RESOURCES;
    RtlZeroMemory(s->Conn, sizeof(*s->Conn));
    s->Conn->WskReceiveEvent = Rx1;
    s->Conn->WskDisconnectEvent = &Gone;
    (*s->Conn).WskSendBacklogEvent = Back;
    s->L = (WSK_CLIENT_LISTEN_DISPATCH){ .WskAcceptEvent = Acc };
    return STATUS_SUCCESS;
}
