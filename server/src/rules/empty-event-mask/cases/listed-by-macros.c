// CASE: a table whose rows a macro of macros lists
#include <ntddk.h>
#include <wsk.h>
#define EVENTS(Row) Row(WSK_EVENT_RECEIVE) Row(WSK_EVENT_DISCONNECT)
#define CONTROL(Mask) { &NPI_WSK_INTERFACE_ID, Mask },
static WSK_EVENT_CALLBACK_CONTROL Controls[] = { EVENTS(CONTROL) };   // NOT(empty-event-mask)
static WSK_EVENT_CALLBACK_CONTROL Empty[] = { { &NPI_WSK_INTERFACE_ID, 0 } };   // EXPECT(empty-event-mask)
NTSTATUS Enable(PWSK_SOCKET Socket, const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch)
{
    return Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
        sizeof(Controls[1]), &Controls[0], 0, NULL, NULL, NULL); // NOT(npi-id)
}
NTSTATUS EnableNothing(PWSK_SOCKET Socket, const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch)
{
    return Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
        sizeof(Empty[0]), &Empty[0], 0, NULL, NULL, NULL);
}
