// CASE: the static events are set when the NPI has been released again
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Client = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;

NTSTATUS Prepare(VOID)
{
    WSK_CLIENT_NPI ClientNpi = { NULL, &Client };
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };
    WSK_PROVIDER_NPI Npi;
    NTSTATUS Status = WskRegister(&ClientNpi, &Registration);

    if (!NT_SUCCESS(Status))
        return Status;
    Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
    if (!NT_SUCCESS(Status)) {
        WskDeregister(&Registration);
        return Status;
    }
    WskReleaseProviderNPI(&Registration);
    return Npi.Dispatch->WskControlClient(Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS, // EXPECT(use-after-release)
                                          sizeof(Control), &Control, 0, NULL, NULL, NULL);
}
