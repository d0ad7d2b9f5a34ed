// CASE: an acquire helper in one file, its user in another, no counterpart anywhere
// COMPLETE
#include "net.h"

NETIO_CTX Ctx;

NTSTATUS CtxAcquire(NETIO_CTX *C, ULONG Timeout)
{
    return WskCaptureProviderNPI(&C->Registration, Timeout, &C->Npi);           // EXPECT(npi-not-released)
}
