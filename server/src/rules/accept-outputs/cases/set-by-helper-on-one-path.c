// CASE: one branch of the accept callback forgets both outputs; a helper sets them in the other
#include <ntddk.h>
#include <wsk.h>
typedef struct _LS { LONG Count; BOOLEAN Drain; } LS, *PLS;
extern const WSK_CLIENT_CONNECTION_DISPATCH LsConn;
VOID LsDead(PLS l);
static void LsAttach(PLS l, PVOID *c, const WSK_CLIENT_CONNECTION_DISPATCH **d)
{
    *c = l;
    *d = &LsConn;
}
static NTSTATUS WSKAPI LsAccept(PVOID c, ULONG f, PSOCKADDR la, PSOCKADDR ra, PWSK_SOCKET s, PVOID *sc, CONST WSK_CLIENT_CONNECTION_DISPATCH **sd)
{
    PLS l = c;
    (void)f; (void)la; (void)ra;
    if (!s) { LsDead(l); return STATUS_REQUEST_NOT_ACCEPTED; }
    l->Count++;
    if (l->Drain)
        return STATUS_SUCCESS;                  // EXPECT(accept-outputs)
    LsAttach(l, sc, sd);
    DbgPrint("accepted %ld\n", l->Count);
    return STATUS_SUCCESS;                      // NOT(accept-outputs)
}
static NTSTATUS WSKAPI LsAccept2(PVOID c, ULONG f, PSOCKADDR la, PSOCKADDR ra, PWSK_SOCKET s, PVOID *sc, CONST WSK_CLIENT_CONNECTION_DISPATCH **sd)
{
    (void)f; (void)la; (void)ra;
    if (!s) { LsDead(c); return STATUS_REQUEST_NOT_ACCEPTED; }
    *sc = NULL;
    sd = (const WSK_CLIENT_CONNECTION_DISPATCH **)&LsConn;   // EXPECT(accept-outputs)
    return STATUS_SUCCESS;
}
const WSK_CLIENT_LISTEN_DISPATCH L1 = { LsAccept }, L2 = { LsAccept2 };
const WSK_CLIENT_CONNECTION_DISPATCH LsConn = { NULL };
