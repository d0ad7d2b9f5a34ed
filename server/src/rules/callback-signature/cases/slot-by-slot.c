// CASE: one wrong thing a prototype, behind casts
#include <ntddk.h>
#include <wsk.h>
typedef NTSTATUS MYSTATUS;
typedef SIZE_T BYTECOUNT;
static NTSTATUS WSKAPI R1(PVOID c, ULONG f, PWSK_DATA_INDICATION d, ULONG n, SIZE_T *a) { return STATUS_SUCCESS; }
static NTSTATUS WSKAPI R2(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T n, ULONG *a) { return STATUS_SUCCESS; }
static NTSTATUS WSKAPI R3(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T n) { return STATUS_SUCCESS; }
static NTSTATUS WSKAPI R4(PVOID c, ULONG f, PWSK_DATAGRAM_INDICATION d, SIZE_T n, SIZE_T *a) { return STATUS_SUCCESS; }
static VOID WSKAPI R5(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T n, SIZE_T *a) { }
static MYSTATUS WSKAPI R6(void *c, unsigned long f, struct _WSK_DATA_INDICATION *d, BYTECOUNT n, PSIZE_T a) { return STATUS_SUCCESS; }
static NTSTATUS WSKAPI R7(struct conn *c, ULONG f, WSK_DATA_INDICATION *d, size_t n, size_t *a) { return STATUS_SUCCESS; }
static ULONG WSKAPI R8(PVOID c, ULONG f, WSK_DATA_INDICATION *d, size_t n, size_t *a) { return 0; }
static NTSTATUS WSKAPI D1(PVOID c, ULONG f) { return STATUS_SUCCESS; }
static NTSTATUS WSKAPI D2(PVOID c) { return STATUS_SUCCESS; }
static NTSTATUS WSKAPI K1(PVOID c, SIZE_T n) { return STATUS_SUCCESS; }
static NTSTATUS WSKAPI K2(PVOID c, ULONG n) { return STATUS_SUCCESS; }
static NTSTATUS WSKAPI K3(PVOID c, ULONG_PTR n) { return STATUS_SUCCESS; }
static BOOLEAN WSKAPI K4(PVOID c, SIZE_T n) { return TRUE; }
static NTSTATUS WSKAPI A1(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET s, PVOID *x, PWSK_CLIENT_CONNECTION_DISPATCH *t) { return STATUS_REQUEST_NOT_ACCEPTED; }
static NTSTATUS WSKAPI A2(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET s, PVOID *x) { return STATUS_REQUEST_NOT_ACCEPTED; }
static NTSTATUS WSKAPI A3(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET s, PVOID *x, const WSK_CLIENT_LISTEN_DISPATCH **t) { return STATUS_REQUEST_NOT_ACCEPTED; }
static NTSTATUS WSKAPI A4(PVOID c, ULONG f, struct sockaddr *l, SOCKADDR_IN *r, PWSK_SOCKET s, void **x, const WSK_CLIENT_CONNECTION_DISPATCH **t) { return STATUS_REQUEST_NOT_ACCEPTED; }
static NTSTATUS WSKAPI I1(PVOID c, PSOCKADDR l, PSOCKADDR r, PWSK_INSPECT_ID i) { return WskInspectReject; }
static WSK_INSPECT_ACTION WSKAPI I2(PVOID c, PSOCKADDR l, PSOCKADDR r, PWSK_INSPECT_ID i) { return WskInspectReject; }
static NTSTATUS WSKAPI F1(PVOID c, ULONG f, PWSK_DATAGRAM_INDICATION d) { return STATUS_SUCCESS; }
static NTSTATUS WSKAPI F2(PVOID c, ULONG f, PWSK_DATA_INDICATION d) { return STATUS_SUCCESS; }
static NTSTATUS WSKAPI F3(ULONG f, PVOID c, PWSK_DATAGRAM_INDICATION d) { return STATUS_SUCCESS; }
NTSTATUS WSKAPI Proto(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T n);
PFN_WSK_RECEIVE_EVENT Known;

const WSK_CLIENT_CONNECTION_DISPATCH C1 = {
    (PFN_WSK_RECEIVE_EVENT)R1,            // EXPECT(callback-signature)
    D1,
    K1
};
const WSK_CLIENT_CONNECTION_DISPATCH C2 = {
    (PFN_WSK_RECEIVE_EVENT)R2,            // EXPECT(callback-signature)


    (PVOID)D2,                            // EXPECT(callback-signature)


    (PVOID)K2                             // EXPECT(callback-signature)
};
const WSK_CLIENT_CONNECTION_DISPATCH C3 = {
    .WskReceiveEvent = (PVOID)R3,         // EXPECT(callback-signature)



    .WskSendBacklogEvent = (PFN_WSK_SEND_BACKLOG_EVENT)K3,    // NOT(callback-signature)
};
const WSK_CLIENT_CONNECTION_DISPATCH C4 = {
    .WskReceiveEvent = (PVOID)R4,         // EXPECT(callback-signature)



    .WskSendBacklogEvent = (PVOID)K4,     // EXPECT(callback-signature)
};
const WSK_CLIENT_CONNECTION_DISPATCH C5 = { (PVOID)R5 };       // EXPECT(callback-signature)



const WSK_CLIENT_CONNECTION_DISPATCH C6 = { (PVOID)R6 };       // NOT(callback-signature)



const WSK_CLIENT_CONNECTION_DISPATCH C7 = { (PVOID)R7, D1, K1 };       // NOT(callback-signature)



const WSK_CLIENT_CONNECTION_DISPATCH C8 = { (PVOID)Proto };       // EXPECT(callback-signature)



const WSK_CLIENT_LISTEN_DISPATCH L1 = { A1, I2 };                 // NOT(callback-signature)



const WSK_CLIENT_LISTEN_DISPATCH L2 = { (PVOID)A2 };                 // EXPECT(callback-signature)



const WSK_CLIENT_LISTEN_DISPATCH L3 = { (PVOID)A3 };                 // EXPECT(callback-signature)



const WSK_CLIENT_LISTEN_DISPATCH L4 = { (PVOID)A4 };                 // NOT(callback-signature)



const WSK_CLIENT_LISTEN_DISPATCH L5 = { NULL, (PVOID)I1 };                 // EXPECT(callback-signature)



const WSK_CLIENT_DATAGRAM_DISPATCH U1 = { F1 };                 // NOT(callback-signature)



const WSK_CLIENT_DATAGRAM_DISPATCH U2 = { (PVOID)F2 };                 // EXPECT(callback-signature)



const WSK_CLIENT_DATAGRAM_DISPATCH U3 = { (PVOID)F3 };                 // EXPECT(callback-signature)


VOID Fill(WSK_CLIENT_CONNECTION_DISPATCH *t)
{
    t->WskReceiveEvent = (PFN_WSK_RECEIVE_EVENT)D1;                 // EXPECT(callback-signature)



    t->WskDisconnectEvent = (PFN_WSK_DISCONNECT_EVENT)K3;                 // EXPECT(callback-signature)
    t->WskSendBacklogEvent = K1;
}
const WSK_CLIENT_CONNECTION_DISPATCH C9[] = {
    { .WskDisconnectEvent = (PFN_WSK_DISCONNECT_EVENT)K1 },         // EXPECT(callback-signature)
};
