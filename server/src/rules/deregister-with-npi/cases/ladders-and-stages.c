// CASE: goto ladders in the wrong order, nested ifs, staged flags
#include <ntddk.h>
#include <wsk.h>
static const WSK_CLIENT_DISPATCH g_App = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION g_Reg;
static WSK_PROVIDER_NPI g_Npi;
extern NTSTATUS MakeSocket(void);
VOID U(PDRIVER_OBJECT d) { UNREFERENCED_PARAMETER(d); WskReleaseProviderNPI(&g_Reg); WskDeregister(&g_Reg); }   // NOT(deregister-with-npi)
NTSTATUS InitA(void)
{
    WSK_CLIENT_NPI npi = { NULL, &g_App };
    NTSTATUS st = WskRegister(&npi, &g_Reg);
    if (!NT_SUCCESS(st)) goto out;
    st = WskCaptureProviderNPI(&g_Reg, WSK_NO_WAIT, &g_Npi);
    if (!NT_SUCCESS(st)) goto dereg;
    st = MakeSocket();
    if (!NT_SUCCESS(st)) goto dereg;
    return STATUS_SUCCESS;
dereg:
    WskDeregister(&g_Reg);                                     // EXPECT(deregister-with-npi)
out:
    return st;
}
NTSTATUS InitB(void)
{
    WSK_CLIENT_NPI npi = { NULL, &g_App };
    NTSTATUS st = WskRegister(&npi, &g_Reg);
    if (!NT_SUCCESS(st)) goto out;
    st = WskCaptureProviderNPI(&g_Reg, WSK_NO_WAIT, &g_Npi);
    if (!NT_SUCCESS(st)) goto dereg;
    st = MakeSocket();
    if (!NT_SUCCESS(st)) goto release;
    return STATUS_SUCCESS;
release:
    WskReleaseProviderNPI(&g_Reg);
dereg:
    WskDeregister(&g_Reg);                                     // NOT(deregister-with-npi)
out:
    return st;
}
NTSTATUS InitC(void)
{
    WSK_CLIENT_NPI npi = { NULL, &g_App };
    int stage = 0;
    NTSTATUS st = WskRegister(&npi, &g_Reg);
    if (!NT_SUCCESS(st)) goto out;
    stage = 1;
    st = WskCaptureProviderNPI(&g_Reg, WSK_NO_WAIT, &g_Npi);
    if (!NT_SUCCESS(st)) goto out;
    stage = 2;
    st = MakeSocket();
out:
    if (!NT_SUCCESS(st)) {
        if (stage >= 2) WskReleaseProviderNPI(&g_Reg);
        if (stage >= 1) WskDeregister(&g_Reg);                  // NOT(deregister-with-npi)
    }
    return st;
}
NTSTATUS InitD(void)
{
    WSK_CLIENT_NPI npi = { NULL, &g_App };
    NTSTATUS st = WskRegister(&npi, &g_Reg);
    if (NT_SUCCESS(st)) {
        st = WskCaptureProviderNPI(&g_Reg, WSK_NO_WAIT, &g_Npi);
        if (NT_SUCCESS(st)) {
            st = MakeSocket();
            if (!NT_SUCCESS(st)) {
                WskDeregister(&g_Reg);                          // EXPECT(deregister-with-npi)
                WskReleaseProviderNPI(&g_Reg);
            }
        } else
            WskDeregister(&g_Reg);                              // NOT(deregister-with-npi)
    }
    return st;
}
