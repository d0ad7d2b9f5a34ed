// CASE: what fits is taken, and nothing resumes
#include <ntddk.h>
#include <wsk.h>
// COMPLETE
typedef struct _S { SIZE_T Room; UCHAR *At; LONG Dead; } S, *PS;
static NTSTATUS WSKAPI R1(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    SIZE_T take;
    if (!DataIndication) { s->Dead = 1; return STATUS_SUCCESS; }
    take = BytesIndicated;
    if (take > s->Room)
        take = s->Room;
    s->Room -= take;
    *BytesAccepted = take;                           // EXPECT(receive-not-resumed)
    return STATUS_SUCCESS;
}
const WSK_CLIENT_CONNECTION_DISPATCH T = { R1 };
NTSTATUS On(PWSK_SOCKET s)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE };
    return ((PWSK_PROVIDER_BASIC_DISPATCH)s->Dispatch)->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);
}
