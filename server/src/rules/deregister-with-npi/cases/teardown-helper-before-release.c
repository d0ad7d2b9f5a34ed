// CASE: a worker that captures and, when its socket fails, runs the common teardown before it releases
#include <ntddk.h>
#include <wsk.h>
typedef struct _G { WSK_REGISTRATION Reg; WSK_PROVIDER_NPI Npi; BOOLEAN Have; PETHREAD Thread; LONG Refs; } G;
G g;
static VOID Teardown(VOID)
{
    DbgPrint("teardown\n");
    WskDeregister(&g.Reg);
}
NTSTATUS StartBad(NTSTATUS (*Open)(WSK_PROVIDER_NPI *))
{
    NTSTATUS st = WskCaptureProviderNPI(&g.Reg, 1000, &g.Npi);
    if (!NT_SUCCESS(st))
        return st;
    st = Open(&g.Npi);
    if (!NT_SUCCESS(st)) {
        Teardown();                             // EXPECT(deregister-with-npi)
        WskReleaseProviderNPI(&g.Reg);
        return st;
    }
    WskReleaseProviderNPI(&g.Reg);
    return STATUS_SUCCESS;
}
NTSTATUS StartGood(NTSTATUS (*Open)(WSK_PROVIDER_NPI *))
{
    NTSTATUS st = WskCaptureProviderNPI(&g.Reg, 1000, &g.Npi);
    if (!NT_SUCCESS(st)) {
        Teardown();                             // NOT(deregister-with-npi)
        return st;
    }
    g.Have = TRUE;
    st = Open(&g.Npi);
    if (!NT_SUCCESS(st))
        goto Fail;
    return STATUS_SUCCESS;
Fail:
    if (g.Have) {
        WskReleaseProviderNPI(&g.Reg);
        g.Have = FALSE;
    }
    Teardown();                                 // NOT(deregister-with-npi)
    return st;
}
VOID NTAPI Unload(PDRIVER_OBJECT d)
{
    (void)d;
    if (g.Have)
        WskReleaseProviderNPI(&g.Reg);
    WskDeregister(&g.Reg);                      // NOT(deregister-with-npi)
}
