// CASE: the structure is named by a macro of the driver; which member gets which value is not known for certain
// CLEAN
#include <ntddk.h>
#include <wsk.h>

#define RADAR_EVENT_CONTROL WSK_EVENT_CALLBACK_CONTROL

NTSTATUS RadarQuiet(PWSK_SOCKET Socket, const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch)
{
    RADAR_EVENT_CONTROL control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE }; // NOT(empty-event-mask)

    return Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, // NOT(npi-id)
                                      sizeof(control), &control, 0, NULL, NULL, NULL); // NOT(empty-event-mask)
}
