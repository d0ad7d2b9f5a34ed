// CASE: client functions after the release; sockets live on; helpers
#include <ntddk.h>
#include <wsk.h>
static const WSK_CLIENT_DISPATCH g_App = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION g_Reg;
static WSK_PROVIDER_NPI g_Npi;
static NTSTATUS Resolve(PADDRINFOEXW *ai, PIRP irp, PUNICODE_STRING n) { return g_Npi.Dispatch->WskGetAddressInfo(g_Npi.Client, n, NULL, 0, NULL, NULL, ai, NULL, NULL, irp); }
VOID A(PADDRINFOEXW ai)
{
    WskReleaseProviderNPI(&g_Reg);
    g_Npi.Dispatch->WskFreeAddressInfo(g_Npi.Client, ai);           // EXPECT(use-after-release)
    WskDeregister(&g_Reg);
}
VOID B(PADDRINFOEXW ai)
{
    g_Npi.Dispatch->WskFreeAddressInfo(g_Npi.Client, ai);           // NOT(use-after-release)
    WskReleaseProviderNPI(&g_Reg);
    WskDeregister(&g_Reg);
}
NTSTATUS C(PADDRINFOEXW *ai, PIRP irp, PUNICODE_STRING n)
{
    NTSTATUS st = WskCaptureProviderNPI(&g_Reg, WSK_NO_WAIT, &g_Npi);
    if (!NT_SUCCESS(st)) return st;
    WskReleaseProviderNPI(&g_Reg);
    return Resolve(ai, irp, n);                                     // EXPECT(use-after-release)
}
VOID D(PWSK_SOCKET s, PIRP irp)
{
    WskReleaseProviderNPI(&g_Reg);
    ((PWSK_PROVIDER_BASIC_DISPATCH)s->Dispatch)->WskCloseSocket(s, irp);        // NOT(use-after-release)
}
