// CASE: the only event flag is taken out of the mask before the call
#include <ntddk.h>
#include <wsk.h>

NTSTATUS SnoopReset(PWSK_SOCKET Listener, volatile LONG *Resets)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *listen = Listener->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL control;

    control.NpiId = &NPI_WSK_INTERFACE_ID;
    control.EventMask = WSK_EVENT_ACCEPT;
    control.EventMask |= WSK_EVENT_DISABLE;


    control.EventMask &= ~WSK_EVENT_ACCEPT;         // EXPECT(disable-needs-event)


    InterlockedIncrement(Resets);
    return listen->WskControlSocket(Listener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,   // OR(disable-needs-event)
                                    sizeof(control), &control, 0, NULL, NULL, NULL);             // OR(disable-needs-event)
}
