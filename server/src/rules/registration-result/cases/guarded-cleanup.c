// CASE: one exit for everything, each step of it guarded by a flag
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION OneReg;
static const WSK_CLIENT_DISPATCH OneClient = { MAKE_WSK_VERSION(1, 0) };

NTSTATUS OneProbe(PWSK_PROVIDER_CHARACTERISTICS Range)
{
    WSK_CLIENT_NPI me = { NULL, &OneClient };
    WSK_PROVIDER_NPI npi;
    BOOLEAN registered = FALSE, captured = FALSE;
    NTSTATUS st;

    st = WskRegister(&me, &OneReg);
    if (!NT_SUCCESS(st))
        goto Out;
    registered = TRUE;

    st = WskCaptureProviderNPI(&OneReg, 100, &npi);
    if (!NT_SUCCESS(st))
        goto Out;
    captured = TRUE;

    st = WskQueryProviderCharacteristics(&OneReg, Range);

Out:
    if (captured)
        WskReleaseProviderNPI(&OneReg);                     // NOT(registration-result)
    if (registered)
        WskDeregister(&OneReg);                             // NOT(registration-result)
    return st;
}
