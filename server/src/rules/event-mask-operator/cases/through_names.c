// CASE: flags joined in a table, an enumerator, a macro argument, locals and a statement
#include <ntddk.h>
#include <wsk.h>
#define MAYBE(x) ((x) || WSK_EVENT_DISCONNECT)
#define JOIN(a, b) ((a) || (b))
static NTSTATUS Set(PWSK_SOCKET s, ULONG m)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, m };
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
        sizeof(c), &c, 0, NULL, NULL, NULL);
}
NTSTATUS A(PWSK_SOCKET s) { return Set(s, JOIN(WSK_EVENT_RECEIVE, WSK_EVENT_DISCONNECT)); }   // EXPECT(event-mask-operator)
NTSTATUS D(PWSK_SOCKET s)
{
    ULONG m = WSK_EVENT_RECEIVE;
    ULONG x = WSK_EVENT_DISCONNECT;
    m = m || x;                       // EXPECT(event-mask-operator)
    return Set(s, m);
}
NTSTATUS E(PWSK_SOCKET s)
{
    WSK_EVENT_CALLBACK_CONTROL c;
    c.NpiId = &NPI_WSK_INTERFACE_ID;
    c.EventMask = WSK_EVENT_RECEIVE, WSK_EVENT_DISCONNECT;        // EXPECT(event-mask-operator)
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
        sizeof(c), &c, 0, NULL, NULL, NULL);
}
NTSTATUS F(PWSK_SOCKET s, BOOLEAN on) { return Set(s, WSK_EVENT_RECEIVE || (on ? 0 : WSK_EVENT_DISABLE)); }  // EXPECT(event-mask-operator)
enum { KEEP = WSK_EVENT_SEND_BACKLOG || WSK_EVENT_RECEIVE };        // EXPECT(event-mask-operator)
