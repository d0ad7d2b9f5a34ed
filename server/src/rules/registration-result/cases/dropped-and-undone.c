// CASE: dropped results, undone failures
#include <ntddk.h>
#include <wsk.h>
static const WSK_CLIENT_DISPATCH g_App = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION g_Reg;
static WSK_PROVIDER_NPI g_Npi;
NTSTATUS A(void)
{
    WSK_CLIENT_NPI npi = { NULL, &g_App };
    WskRegister(&npi, &g_Reg);                                     // EXPECT(registration-result)
    return WskCaptureProviderNPI(&g_Reg, WSK_NO_WAIT, &g_Npi);     // NOT(registration-result)
}
NTSTATUS B(void)
{
    WSK_CLIENT_NPI npi = { NULL, &g_App };
    NTSTATUS st = WskRegister(&npi, &g_Reg);
    if (!NT_SUCCESS(st)) {
        WskDeregister(&g_Reg);                                     // EXPECT(registration-result)
        return st;
    }
    st = WskCaptureProviderNPI(&g_Reg, WSK_NO_WAIT, &g_Npi);
    if (!NT_SUCCESS(st)) {
        WskReleaseProviderNPI(&g_Reg);                             // EXPECT(registration-result)
        WskDeregister(&g_Reg);                                     // NOT(registration-result)
    }
    return st;
}
VOID C(void)
{
    WSK_CLIENT_NPI npi = { NULL, &g_App };
    if (WskRegister(&npi, &g_Reg) != STATUS_SUCCESS) return;
    (void)WskCaptureProviderNPI(&g_Reg, WSK_INFINITE_WAIT, &g_Npi);  // EXPECT(registration-result)
}
VOID D(void) { WskReleaseProviderNPI(&g_Reg); WskDeregister(&g_Reg); }
