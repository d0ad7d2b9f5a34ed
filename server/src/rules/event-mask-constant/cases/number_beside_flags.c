// CASE: a number that is no event flag, added to two flags in a local
#include <ntddk.h>
#include <wsk.h>

NTSTATUS LanEnable(PWSK_SOCKET Socket)
{
    WSK_EVENT_CALLBACK_CONTROL Control;
    ULONG Mask;

    Mask = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;


    Mask |= 0x1000;                                         // EXPECT(event-mask-constant)


    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = Mask;                               // OR(event-mask-constant)
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskControlSocket(
        Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}
