// CASE: a helper makes the client control call; the caller has already let the NPI go
#include <ntddk.h>
#include <wsk.h>

typedef struct _NODE { WSK_REGISTRATION Reg; WSK_PROVIDER_NPI Npi; } NODE;

static NTSTATUS node_static(NODE *n, ULONG mask)
{
    WSK_EVENT_CALLBACK_CONTROL ctl = { &NPI_WSK_INTERFACE_ID, mask };

    return n->Npi.Dispatch->WskControlClient(n->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS,     // OR(use-after-release)
                                             sizeof(ctl), &ctl, 0, NULL, NULL, NULL);
}

NTSTATUS node_prepare(NODE *n)
{
    NTSTATUS st = WskCaptureProviderNPI(&n->Reg, 500, &n->Npi);

    if (!NT_SUCCESS(st))
        return st;
    DbgPrint("provider version %x\n", n->Npi.Dispatch->Version);
    WskReleaseProviderNPI(&n->Reg);
    return node_static(n, WSK_EVENT_RECEIVE_FROM);                  // EXPECT(use-after-release)
}
