// CASE: a static mask that is the disable bit alone, stored on one branch
#include <ntddk.h>
#include <wsk.h>

NTSTATUS TimeStatic(PWSK_PROVIDER_NPI Npi, BOOLEAN Server)
{
    WSK_EVENT_CALLBACK_CONTROL Control;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    if (Server) {
        Control.EventMask = WSK_EVENT_RECEIVE_FROM;
    } else {
        DbgPrint("time: no events wanted\n");

        Control.EventMask = WSK_EVENT_DISABLE;                          // EXPECT(static-disable-flag)
    }
    return Npi->Dispatch->WskControlClient(Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control), &Control,
                                           0, NULL, NULL, NULL);
}
