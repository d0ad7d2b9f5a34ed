// CASE: the client control call fails while the NPI is held, and the error path only deregisters
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION g_Registration;
static const WSK_CLIENT_DISPATCH g_ClientDispatch = { MAKE_WSK_VERSION(1, 0) };

_IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS
StaticEventsOn(
    _In_ ULONG Milliseconds
    )
{
    WSK_EVENT_CALLBACK_CONTROL control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_DISCONNECT };
    WSK_CLIENT_NPI client = { NULL, &g_ClientDispatch };
    WSK_PROVIDER_NPI provider;
    NTSTATUS status;

    status = WskRegister(&client, &g_Registration);
    if (!NT_SUCCESS(status))
    {
        return status;
    }

    status = WskCaptureProviderNPI(&g_Registration, Milliseconds, &provider);
    if (!NT_SUCCESS(status))
    {
        WskDeregister(&g_Registration);
        return status;
    }

    status = provider.Dispatch->WskControlClient(provider.Client, WSK_SET_STATIC_EVENT_CALLBACKS,
                                                 sizeof(control), &control, 0, NULL, NULL, NULL);
    if (!NT_SUCCESS(status))
    {
        WskDeregister(&g_Registration);             // EXPECT(deregister-with-npi)
        return status;
    }

    WskReleaseProviderNPI(&g_Registration);
    return STATUS_SUCCESS;
}
