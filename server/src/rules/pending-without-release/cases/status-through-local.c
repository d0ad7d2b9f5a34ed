// CASE: the status is set on one branch
#include <ntddk.h>
#include <wsk.h>
// COMPLETE
typedef struct _S { PWSK_DATA_INDICATION Kept; LONG Dead; BOOLEAN Busy; } S, *PS;
static NTSTATUS WSKAPI R1(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    NTSTATUS st = STATUS_SUCCESS;
    if (!DataIndication) { s->Dead = 1; return STATUS_SUCCESS; }
    if (s->Busy) {
        s->Kept = DataIndication;
        st = STATUS_PENDING;                         // OR(pending-without-release)
    }
    return st;                                       // EXPECT(pending-without-release)
}
const WSK_CLIENT_CONNECTION_DISPATCH T = { R1 };
NTSTATUS On(PWSK_SOCKET s)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE };
    return ((PWSK_PROVIDER_BASIC_DISPATCH)s->Dispatch)->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);
}
