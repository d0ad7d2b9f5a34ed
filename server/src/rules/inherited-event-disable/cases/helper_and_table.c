// CASE: a helper disables what it is given, and a table's events one by one, on a listening socket
#include <ntddk.h>
#include <wsk.h>
static NTSTATUS Off(PWSK_SOCKET s, ULONG ev)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, ev | WSK_EVENT_DISABLE };
    return ((PWSK_PROVIDER_LISTEN_DISPATCH)s->Dispatch)->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);
}
NTSTATUS A(PWSK_SOCKET s) { return Off(s, WSK_EVENT_RECEIVE); }      // EXPECT(inherited-event-disable)
NTSTATUS B(PWSK_SOCKET s) { return Off(s, WSK_EVENT_ACCEPT); }       // NOT(inherited-event-disable)
NTSTATUS C(PWSK_SOCKET s) { return Off(s, WSK_EVENT_RECEIVE_FROM); } // EXPECT(event-category) NOT(inherited-event-disable)
static const ULONG each[] = { WSK_EVENT_ACCEPT, WSK_EVENT_RECEIVE };     // EXPECT(inherited-event-disable)
NTSTATUS D(PWSK_SOCKET s) { NTSTATUS st = STATUS_SUCCESS; for (int i = 0; i < 2; i++) { st = Off(s, each[i]); } return st; }   
