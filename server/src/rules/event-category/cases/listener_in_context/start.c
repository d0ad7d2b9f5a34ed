#include "portal.h"

static NTSTATUS PortalEvents(PWSK_SOCKET Socket, ULONG Mask)
{
    WSK_EVENT_CALLBACK_CONTROL Control;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = Mask;
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskControlSocket(
        Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

/* both sockets are bound by now */
NTSTATUS PortalStart(PPORTAL Portal)
{
    NTSTATUS Status = PortalEvents(Portal->Listener, WSK_EVENT_ACCEPT);         // NOT(event-category)

    if (!NT_SUCCESS(Status))
        return Status;



    return PortalEvents(Portal->Listener, WSK_EVENT_RECEIVE_FROM);              // EXPECT(event-category)
}
