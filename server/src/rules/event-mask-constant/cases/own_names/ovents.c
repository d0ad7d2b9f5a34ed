// CASE: own macro, enum and constant names that stand for event flags, in a header
// CLEAN
#include "ovents.h"

static const ULONG OvBacklog = (ULONG)WSK_EVENT_SEND_BACKLOG;

NTSTATUS OvEnable(PWSK_SOCKET Socket, OV_MASK Mask)
{
    WSK_EVENT_CALLBACK_CONTROL Control;

    if (Mask == OvNothing)
        return STATUS_SUCCESS;
    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = (ULONG)Mask;                        // NOT(event-mask-constant)
    if (Mask == OvStream)
        Control.EventMask |= OvBacklog;                     // NOT(event-mask-constant)
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskControlSocket(
        Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS OvListening(PWSK_SOCKET Socket)
{
    return OvEnable(Socket, OvConnects);                    // NOT(event-mask-constant)
}

NTSTATUS OvConnected(PWSK_SOCKET Socket)
{
    return OvEnable(Socket, OvStream);                      // NOT(event-mask-constant)
}
