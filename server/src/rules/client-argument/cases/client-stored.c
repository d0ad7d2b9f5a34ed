// CASE: the client was stored at capture time, comes as a parameter or from NMR: right or unknown
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _BINDING {
    HANDLE Provider;
    PWSK_CLIENT Client;
    const WSK_PROVIDER_DISPATCH *Dispatch;
} BINDING, *PBINDING;

static const WSK_CLIENT_DISPATCH NmrDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS NTAPI Attach(HANDLE NmrBinding, PVOID ClientContext, PNPI_REGISTRATION_INSTANCE Instance)
{
    PBINDING Binding = ClientContext;

    UNREFERENCED_PARAMETER(Instance);
    Binding->Provider = NmrBinding;
    return NmrClientAttachProvider(NmrBinding, Binding, &NmrDispatch, (PVOID *)&Binding->Client,
                                   (CONST VOID **)&Binding->Dispatch);
}

NTSTATUS BindingSizes(PBINDING Binding, SIZE_T *Bytes)
{
    return Binding->Dispatch->WskControlClient(Binding->Client, WSK_TRANSPORT_LIST_QUERY,       // NOT(client-argument)
                                               0, NULL, 0, NULL, Bytes, NULL);
}

NTSTATUS SizesOf(const WSK_PROVIDER_DISPATCH *Dispatch, PVOID Client, SIZE_T *Bytes)
{
    PWSK_CLIENT Alias = Client;

    return Dispatch->WskControlClient(Alias, WSK_TRANSPORT_LIST_QUERY,                          // NOT(client-argument)
                                      0, NULL, 0, NULL, Bytes, NULL);
}
