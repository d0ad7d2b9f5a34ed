// CASE: a helper takes the NPI by its parameter's type: the helper is wrong, and not who calls it; one that takes a client is right
#include <ntddk.h>
#include <wsk.h>

typedef struct _BEACON { WSK_PROVIDER_NPI Npi; WSK_EVENT_CALLBACK_CONTROL Events; } BEACON, *PBEACON;

static NTSTATUS BeaconStatic(PWSK_PROVIDER_NPI Npi, PWSK_EVENT_CALLBACK_CONTROL Events)
{
    return Npi->Dispatch->WskControlClient((PWSK_CLIENT)Npi, WSK_SET_STATIC_EVENT_CALLBACKS,        // EXPECT(client-argument)
                                           sizeof(*Events), Events, 0, NULL, NULL, NULL);
}

static NTSTATUS BeaconStaticFor(const WSK_PROVIDER_DISPATCH *Dispatch, PWSK_CLIENT Client, PWSK_EVENT_CALLBACK_CONTROL Events)
{
    return Dispatch->WskControlClient(Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(*Events), Events, 0, NULL, NULL, NULL); // NOT(client-argument)
}

static NTSTATUS BeaconPrepare(PWSK_PROVIDER_NPI Npi, PWSK_EVENT_CALLBACK_CONTROL Events)
{
    Events->NpiId = &NPI_WSK_INTERFACE_ID;
    Events->EventMask = WSK_EVENT_DISCONNECT;
    return BeaconStatic(Npi, Events);                                   // NOT(client-argument)
}

NTSTATUS BeaconUp(PBEACON Beacon)
{
    return BeaconPrepare(&Beacon->Npi, &Beacon->Events);                // NOT(client-argument)
}

NTSTATUS BeaconAgain(PBEACON Beacon)
{
    Beacon->Events.NpiId = &NPI_WSK_INTERFACE_ID;
    Beacon->Events.EventMask = WSK_EVENT_RECEIVE;
    return BeaconStaticFor(Beacon->Npi.Dispatch, (PWSK_CLIENT)&Beacon->Npi, &Beacon->Events);   // EXPECT(client-argument)
}
