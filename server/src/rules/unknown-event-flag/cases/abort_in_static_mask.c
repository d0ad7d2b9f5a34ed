// CASE: WSK_EVENT_ABORT in the static mask: conditional accept has no flags (does not compile)
#include <ntddk.h>
#include <wsk.h>

NTSTATUS GateStaticEvents(PWSK_PROVIDER_NPI Npi)
{
    WSK_EVENT_CALLBACK_CONTROL Control = {
        &NPI_WSK_INTERFACE_ID,
        WSK_EVENT_ACCEPT |
        WSK_EVENT_ABORT                                                 // EXPECT(unknown-event-flag)
    };

    return Npi->Dispatch->WskControlClient(Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control), &Control,
                                           0, NULL, NULL, NULL);
}
