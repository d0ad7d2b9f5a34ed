#include "vc.h"

NTSTATUS VcSetEvents(PWSK_SOCKET Socket, ULONG Mask)
{
    WSK_EVENT_CALLBACK_CONTROL Control;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = Mask;
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskControlSocket(
        Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

/* the sender asks for backlog events while it has data queued */
NTSTATUS VcSenderBusy(PVC Vc)
{
    return VcSetEvents(Vc->Socket, WSK_EVENT_SEND_BACKLOG);
}
