// CASE: a work item enables the event again by a helper
#include <ntddk.h>
#include <wsk.h>
// COMPLETE
typedef struct _S { LONG Full; LONG Dead; PWSK_SOCKET Socket; WSK_PROVIDER_NPI Npi; PIO_WORKITEM Item; } S, *PS;
static NTSTATUS SetMask(PWSK_SOCKET sock, ULONG mask)
{
    WSK_EVENT_CALLBACK_CONTROL ctl = { &NPI_WSK_INTERFACE_ID, mask };
    return ((PWSK_PROVIDER_DATAGRAM_DISPATCH)sock->Dispatch)->WskControlSocket(sock, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(ctl), &ctl, 0, NULL, NULL, NULL);
}
static VOID Resume(PDEVICE_OBJECT d, PVOID c) { PS s = c; (void)d; (void)SetMask(s->Socket, WSK_EVENT_RECEIVE_FROM); }
static NTSTATUS WSKAPI F1(PVOID c, ULONG f, PWSK_DATAGRAM_INDICATION d) {
    PS s = c;
    if (!d) { s->Dead = 1; return STATUS_SUCCESS; }
    if (s->Full) {
        IoQueueWorkItem(s->Item, Resume, DelayedWorkQueue, s);
        return STATUS_DATA_NOT_ACCEPTED;                           // NOT(receive-not-resumed)
    }
    return STATUS_SUCCESS;
}
const WSK_CLIENT_DATAGRAM_DISPATCH T = { F1 };
NTSTATUS Open(PS s) { return SetMask(s->Socket, WSK_EVENT_RECEIVE_FROM); }
