// CASE: capture in a loop with retries; each success is released before the next turn; then a forgotten one
#include <ntddk.h>
#include <wsk.h>
static WSK_REGISTRATION Reg;
NTSTATUS Probe(const WSK_PROVIDER_NPI *n);
VOID ProbeAll(VOID)
{
    WSK_PROVIDER_NPI npi;
    ULONG i;
    for (i = 0; i < 10; ++i) {
        if (!NT_SUCCESS(WskCaptureProviderNPI(&Reg, 100, &npi)))
            continue;
        (void)Probe(&npi);
        WskReleaseProviderNPI(&Reg);
    }
    WskDeregister(&Reg);                        // NOT(deregister-with-npi)
}
VOID ProbeOnce(VOID)
{
    WSK_PROVIDER_NPI npi;
    NTSTATUS st = WskCaptureProviderNPI(&Reg, WSK_NO_WAIT, &npi);
    if (st == STATUS_SUCCESS) {
        st = Probe(&npi);
        if (NT_SUCCESS(st))
            WskReleaseProviderNPI(&Reg);
    }
    WskDeregister(&Reg);                        // EXPECT(deregister-with-npi)
}
