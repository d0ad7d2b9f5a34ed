// CASE: a cleanup helper called from every failure
#include <ntddk.h>
#include <wsk.h>
static const WSK_CLIENT_DISPATCH g_App = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION g_Reg;
static WSK_PROVIDER_NPI g_Npi;
static VOID Down(VOID) { WskReleaseProviderNPI(&g_Reg); WskDeregister(&g_Reg); }   // OR(registration-result)
NTSTATUS Up(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &g_App };
    NTSTATUS st = WskRegister(&npi, &g_Reg);
    if (!NT_SUCCESS(st)) return st;
    st = WskCaptureProviderNPI(&g_Reg, WSK_NO_WAIT, &g_Npi);
    if (!NT_SUCCESS(st)) Down();                                   // EXPECT(registration-result)
    return st;
}
