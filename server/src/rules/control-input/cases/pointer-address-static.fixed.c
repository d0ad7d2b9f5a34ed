// CASE: the static callback structure is a parameter pointer, and the address of that pointer is passed
#include <ntddk.h>
#include <wsk.h>

NTSTATUS SetStatic(_In_ const WSK_PROVIDER_NPI *Npi, _In_ PWSK_EVENT_CALLBACK_CONTROL Events)
{
    Events->NpiId = &NPI_WSK_INTERFACE_ID;
    Events->EventMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;

    return Npi->Dispatch->WskControlClient(Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS,
                                           sizeof(*Events),
                                           Events,             // EXPECT(control-input)
                                           0, NULL, NULL, NULL);
}
