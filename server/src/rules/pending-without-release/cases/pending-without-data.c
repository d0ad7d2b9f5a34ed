// CASE: nothing is retained where there is no data
#include <ntddk.h>
#include <wsk.h>
// COMPLETE
typedef struct _S { LONG Dead; SIZE_T N; PWSK_DATA_INDICATION H; } S, *PS;
static NTSTATUS WSKAPI R1(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T b, SIZE_T *a)
{
    PS s = c;
    if (d == NULL) {
        s->Dead = 1;
        return STATUS_PENDING;                  // NOT(pending-without-release)
    }
    s->N += b;
    return STATUS_SUCCESS;
}
const WSK_CLIENT_CONNECTION_DISPATCH T = { R1 };
NTSTATUS On(PWSK_SOCKET s)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE };
    return ((PWSK_PROVIDER_BASIC_DISPATCH)s->Dispatch)->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);
}
