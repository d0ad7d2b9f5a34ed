// CASE: the smaller of two, by the macro and by hand
#include <ntddk.h>
#include <wsk.h>
// COMPLETE
typedef struct _S { SIZE_T Room; UCHAR *At; LONG Dead; } S, *PS;
static NTSTATUS WSKAPI R1(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    if (!DataIndication) { s->Dead = 1; return STATUS_SUCCESS; }
    *BytesAccepted = min(BytesIndicated, s->Room);                           // EXPECT(receive-not-resumed)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI R2(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    if (!DataIndication) { s->Dead = 1; return STATUS_SUCCESS; }
    *BytesAccepted = BytesIndicated;                           // NOT(receive-not-resumed)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI R3(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    if (!DataIndication) { s->Dead = 1; return STATUS_SUCCESS; }
    *BytesAccepted = 0;
    if (s->Room >= BytesIndicated)
        *BytesAccepted = BytesIndicated;                           // NOT(receive-not-resumed)
    else
        *BytesAccepted = s->Room;                                  // EXPECT(receive-not-resumed)
    return STATUS_SUCCESS;
}
const WSK_CLIENT_CONNECTION_DISPATCH T = { R1 };
const WSK_CLIENT_CONNECTION_DISPATCH T2 = { R2 };
const WSK_CLIENT_CONNECTION_DISPATCH T3 = { R3 };
NTSTATUS On(PWSK_SOCKET s)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE };
    return ((PWSK_PROVIDER_BASIC_DISPATCH)s->Dispatch)->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);
}
