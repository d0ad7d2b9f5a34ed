// CASE: no memory, or an entry that the provider's table does not have: the way out passes the release
#include <ntddk.h>
#include <wsk.h>
static const WSK_CLIENT_DISPATCH Client = { MAKE_WSK_VERSION(1, 0), 0, NULL };
typedef struct _STATE { WSK_REGISTRATION Reg; WSK_PROVIDER_NPI Npi; PVOID Ring; PMDL Mdl; BOOLEAN Held; } STATE;
NTSTATUS Start(STATE *s)
{
    WSK_CLIENT_NPI me = { s, &Client };
    NTSTATUS st = WskRegister(&me, &s->Reg);
    if (!NT_SUCCESS(st)) return st;
    st = WskCaptureProviderNPI(&s->Reg, 500, &s->Npi);
    if (!NT_SUCCESS(st)) goto deregister;
    if (s->Npi.Dispatch->WskGetNameInfo == NULL) {
        WskDeregister(&s->Reg); // EXPECT(deregister-with-npi)
        return STATUS_NOT_SUPPORTED;
    }
    s->Ring = ExAllocatePoolWithTag(NonPagedPool, 4096, 'gniR');
    if (s->Ring == NULL) {
        st = STATUS_INSUFFICIENT_RESOURCES;
        goto release;
    }
    s->Mdl = IoAllocateMdl(s->Ring, 4096, FALSE, FALSE, NULL);
    if (!s->Mdl) {
        st = STATUS_INSUFFICIENT_RESOURCES;
        goto ring;
    }
    return STATUS_SUCCESS;
ring:
    ExFreePoolWithTag(s->Ring, 'gniR');
    WskDeregister(&s->Reg); // EXPECT(deregister-with-npi)
    return st;
release:
    WskReleaseProviderNPI(&s->Reg);
deregister:
    WskDeregister(&s->Reg); // NOT(deregister-with-npi)
    return st;
}
VOID Stop(STATE *s)
{
    if (s->Held) WskReleaseProviderNPI(&s->Reg);
    WskDeregister(&s->Reg); // NOT(deregister-with-npi)
}
