// CASE: the disable bit in the static mask
#include <ntddk.h>
#include <wsk.h>

NTSTATUS TollStaticEvents(PWSK_PROVIDER_NPI Npi)
{
    WSK_EVENT_CALLBACK_CONTROL Control = {
        &NPI_WSK_INTERFACE_ID,
        WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE                           // EXPECT(static-disable-flag)
    };

    return Npi->Dispatch->WskControlClient(Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control), &Control,
                                           0, NULL, NULL, NULL);
}
