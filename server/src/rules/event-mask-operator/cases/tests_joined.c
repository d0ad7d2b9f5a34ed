// CASE: || and && between whole tests of a mask, not between flags
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static BOOLEAN PodMaskFits(ULONG Mask, BOOLEAN Datagram)
{
    if ((Mask & WSK_EVENT_RECEIVE) || (Mask & WSK_EVENT_DISCONNECT))                    // NOT(event-mask-operator)
        return !Datagram;
    if (Mask == WSK_EVENT_RECEIVE_FROM || Mask == (WSK_EVENT_RECEIVE_FROM | WSK_EVENT_DISABLE))     // NOT(event-mask-operator)
        return Datagram;
    return (Mask & WSK_EVENT_ACCEPT) && !(Mask & WSK_EVENT_DISABLE) && !Datagram;       // NOT(event-mask-operator)
}

NTSTATUS PodEvents(PWSK_SOCKET Socket, ULONG Mask, BOOLEAN Datagram)
{
    WSK_EVENT_CALLBACK_CONTROL Control;

    if (!PodMaskFits(Mask, Datagram))
        return STATUS_INVALID_PARAMETER;
    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = Mask;
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskControlSocket(
        Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}
