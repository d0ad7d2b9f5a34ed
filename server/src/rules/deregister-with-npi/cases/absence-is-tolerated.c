// CASE: capture with no wait, device not ready is tolerated
#include <ntddk.h>
#include <wsk.h>
static const WSK_CLIENT_DISPATCH g_App = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION g_Reg;
static WSK_PROVIDER_NPI g_Npi;
NTSTATUS Probe(PBOOLEAN there)
{
    WSK_CLIENT_NPI npi = { NULL, &g_App };
    NTSTATUS st = WskRegister(&npi, &g_Reg);
    if (!NT_SUCCESS(st)) return st;
    st = WskCaptureProviderNPI(&g_Reg, WSK_NO_WAIT, &g_Npi);
    *there = NT_SUCCESS(st);
    if (st == STATUS_SUCCESS)
        WskReleaseProviderNPI(&g_Reg);
    WskDeregister(&g_Reg);                                     // NOT(deregister-with-npi)
    return STATUS_SUCCESS;
}
NTSTATUS ProbeBad(PULONG version)
{
    WSK_CLIENT_NPI npi = { NULL, &g_App };
    NTSTATUS st = WskRegister(&npi, &g_Reg);
    if (!NT_SUCCESS(st)) return st;
    st = WskCaptureProviderNPI(&g_Reg, WSK_NO_WAIT, &g_Npi);
    if (NT_SUCCESS(st))
        *version = g_Npi.Dispatch->Version;
    WskDeregister(&g_Reg);                                     // EXPECT(deregister-with-npi)
    return st;
}
