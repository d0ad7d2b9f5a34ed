// CASE: the bit is taken out of an unknown mask before the static call; a mask from outside is not known
// CLEAN
#include <ntddk.h>
#include <wsk.h>

NTSTATUS TramStatic(PWSK_PROVIDER_NPI Npi, ULONG Wanted)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Wanted & ~WSK_EVENT_DISABLE };    // NOT(static-disable-flag)

    if (Control.EventMask == 0)
        return STATUS_SUCCESS;
    return Npi->Dispatch->WskControlClient(Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control), &Control,
                                           0, NULL, NULL, NULL);
}

NTSTATUS TramStaticRaw(PWSK_PROVIDER_NPI Npi, PWSK_EVENT_CALLBACK_CONTROL Control)
{
    if (Control->EventMask & WSK_EVENT_DISABLE)                                                     // NOT(static-disable-flag)
        return STATUS_INVALID_PARAMETER;
    return Npi->Dispatch->WskControlClient(Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(*Control), Control,  // NOT(static-disable-flag)
                                           0, NULL, NULL, NULL);
}
