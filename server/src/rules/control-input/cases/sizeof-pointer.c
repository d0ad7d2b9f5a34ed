// CASE: sizeof of the pointer instead of the structure
#include <ntddk.h>
#include <wsk.h>

typedef struct _VALVE {
    PWSK_SOCKET Connection;     /* connected */
    WSK_EVENT_CALLBACK_CONTROL Events;
} VALVE, *PVALVE;

NTSTATUS ValveOpen(PVALVE Valve)
{
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Valve->Connection->Dispatch;
    PWSK_EVENT_CALLBACK_CONTROL Events = &Valve->Events;

    Events->NpiId = &NPI_WSK_INTERFACE_ID;
    Events->EventMask = WSK_EVENT_RECEIVE;
    return Dispatch->WskControlSocket(Valve->Connection, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                      sizeof(Events),               // EXPECT(control-input)
                                      Events, 0, NULL, NULL, NULL);
}
