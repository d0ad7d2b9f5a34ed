// CASE: invented names in a table, a macro and a case label; parameters, members and locals with such names are the driver's own
#include <ntddk.h>
#include <wsk.h>
#ifdef HAVE_OTHER
#define WSK_EVENT_OTHER 0x2000
#endif
typedef struct { ULONG WSK_EVENT_FIELD; } ODD;
void F(ULONG WSK_EVENT_PARAM);
void T(PWSK_EVENT_CALLBACK_CONTROL c, ODD *o)
{
    ULONG WSK_EVENT_LOCAL = WSK_EVENT_RECEIVE;       // NOT(unknown-event-flag)
    c->EventMask = WSK_EVENT_LOCAL | o->WSK_EVENT_FIELD;   // NOT(unknown-event-flag)
    F(WSK_EVENT_LOCAL);                               // NOT(unknown-event-flag)
}
ULONG Arr[] = { WSK_EVENT_RECV, WSK_EVENT_DISCONNECT };     // EXPECT(unknown-event-flag)
#define SUB(s, m) Sub((s), (m) | WSK_EVENT_CLOSE)           // EXPECT(unknown-event-flag)
void Sub(PWSK_SOCKET s, ULONG m);
void Q(PWSK_SOCKET s) { SUB(s, WSK_EVENT_RECEIVE); }
BOOLEAN R(ULONG m) { switch (m) { case WSK_EVENT_RECEIVE: return TRUE; case WSK_EVENT_BACKLOG: return FALSE; } return FALSE; } // EXPECT(unknown-event-flag)
