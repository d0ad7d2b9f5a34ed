// CASE: started in one file, stopped in another through a table of stop functions
// COMPLETE
// CLEAN
#include "x.h"
WSK_REGISTRATION WskReg;
static const WSK_CLIENT_DISPATCH ClientDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
NTSTATUS NetStart(VOID)
{
    WSK_CLIENT_NPI npi;
    npi.ClientContext = NULL;
    npi.Dispatch = &ClientDispatch;
    return WskRegister(&npi, &WskReg);
}
VOID NetStop(VOID)
{
    WskDeregister(&WskReg);
}
NTSTATUS NetProbe(VOID)
{
    WSK_PROVIDER_NPI npi;
    NTSTATUS st = WskCaptureProviderNPI(&WskReg, WSK_NO_WAIT, &npi);
    if (NT_SUCCESS(st))
        WskReleaseProviderNPI(&WskReg);
    return st;
}
