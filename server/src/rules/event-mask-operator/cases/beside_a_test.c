// CASE: an event flag alone beside a test of the mask
#include <ntddk.h>
#include <wsk.h>
BOOLEAN Both(ULONG m) { return (m & WSK_EVENT_RECEIVE) && (m & WSK_EVENT_DISCONNECT); }   // NOT(event-mask-operator)
BOOLEAN Any(ULONG m) { return (m & (WSK_EVENT_RECEIVE || WSK_EVENT_DISCONNECT)) != 0; }   // EXPECT(event-mask-operator)
BOOLEAN Eq(ULONG m) { return m == WSK_EVENT_RECEIVE || m == WSK_EVENT_DISCONNECT; }       // NOT(event-mask-operator)
BOOLEAN Eq2(ULONG m) { return m == WSK_EVENT_RECEIVE || WSK_EVENT_DISCONNECT; }           // EXPECT(event-mask-operator)
BOOLEAN Eq3(ULONG m) { return m & WSK_EVENT_RECEIVE || WSK_EVENT_DISCONNECT; }            // EXPECT(event-mask-operator)
BOOLEAN And(ULONG m) { return m && WSK_EVENT_RECEIVE; }                                  // EXPECT(event-mask-operator)
void Log(ULONG a, ULONG b);
void Two(void) { Log(WSK_EVENT_RECEIVE, WSK_EVENT_DISCONNECT); }                          // NOT(event-mask-operator)
static const ULONG All[] = { WSK_EVENT_RECEIVE, WSK_EVENT_DISCONNECT };                   // NOT(event-mask-operator)
void For(void) { ULONG a, b; for (a = WSK_EVENT_RECEIVE, b = WSK_EVENT_DISCONNECT; a < b; a <<= 1) Log(a, b); }  // NOT(event-mask-operator)
