// CASE: one label serves the failed capture and the failed query; for the query the NPI is still held
#include <ntddk.h>
#include <wsk.h>

#define CHECK(st, label)  if (!NT_SUCCESS(st)) goto label

typedef struct _CORE { WSK_REGISTRATION Reg; WSK_PROVIDER_NPI Npi; USHORT Low, High; BOOLEAN Up; } CORE;

static const WSK_CLIENT_DISPATCH core_client = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS core_up(CORE *c)
{
    WSK_PROVIDER_CHARACTERISTICS range;
    WSK_CLIENT_NPI me;
    NTSTATUS st;

    me.ClientContext = c;
    me.Dispatch = &core_client;
    st = WskRegister(&me, &c->Reg);
    if (!NT_SUCCESS(st))
        return st;

    st = WskCaptureProviderNPI(&c->Reg, 750, &c->Npi);
    CHECK(st, undo);
    st = WskQueryProviderCharacteristics(&c->Reg, &range);
    CHECK(st, undo);

    c->Low = range.LowestVersion;
    c->High = range.HighestVersion;
    c->Up = TRUE;
    return st;

undo:
    WskDeregister(&c->Reg);                         // EXPECT(deregister-with-npi)
    return st;
}

void core_down(CORE *c)
{
    if (c->Up) {
        WskReleaseProviderNPI(&c->Reg);
        WskDeregister(&c->Reg);                     // NOT(deregister-with-npi)
    }
    c->Up = FALSE;
}
