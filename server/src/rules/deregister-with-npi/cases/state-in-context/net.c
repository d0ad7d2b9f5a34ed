// CASE: a state in the context says what has been done
#include "net.h"
static const WSK_CLIENT_DISPATCH g_D = { MAKE_WSK_VERSION(1, 0), 0, NULL };
NTSTATUS NetInit(PNET n)
{
    WSK_CLIENT_NPI npi = { n, &g_D };
    NTSTATUS st = WskRegister(&npi, &n->Reg);
    if (!NT_SUCCESS(st)) return st;
    n->State = NET_REGISTERED;
    st = WskCaptureProviderNPI(&n->Reg, WSK_NO_WAIT, &n->Npi);
    if (!NT_SUCCESS(st)) { NetCleanup(n); return st; }
    n->State = NET_CAPTURED;
    return st;
}
VOID NetCleanup(PNET n)
{
    if (n->State == NET_CAPTURED) WskReleaseProviderNPI(&n->Reg);
    if (n->State >= NET_REGISTERED) WskDeregister(&n->Reg);                  // NOT(deregister-with-npi)
    n->State = NET_NONE;
}
VOID NetCleanupBad(PNET n)
{
    WskDeregister(&n->Reg);
}
