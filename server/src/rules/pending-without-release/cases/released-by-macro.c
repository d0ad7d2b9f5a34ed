// CASE: the release stands in a macro
#include <ntddk.h>
#include <wsk.h>
// COMPLETE
#define GIVE_BACK(s) ((const WSK_PROVIDER_CONNECTION_DISPATCH *)(s)->Socket->Dispatch)->WskRelease((s)->Socket, (s)->Kept)
typedef struct _S { PWSK_DATA_INDICATION Kept; LONG Dead; BOOLEAN Busy; PWSK_SOCKET Socket; } S, *PS;
static NTSTATUS WSKAPI R1(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    if (!DataIndication) { s->Dead = 1; return STATUS_SUCCESS; }
    s->Kept = DataIndication;
    return STATUS_PENDING;                         // NOT(pending-without-release)
}
const WSK_CLIENT_CONNECTION_DISPATCH T = { R1 };
VOID Later(PS s) { GIVE_BACK(s); }
NTSTATUS On(PWSK_SOCKET s)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE };
    return ((PWSK_PROVIDER_BASIC_DISPATCH)s->Dispatch)->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);
}
