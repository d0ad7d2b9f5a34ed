// CASE: ACCEPT beside the connection flags; the socket's category is known from the provider table only
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS
SipEvents(
    const WSK_PROVIDER_CONNECTION_DISPATCH *Ops,
    PWSK_SOCKET                             Leg
    )
{
    WSK_EVENT_CALLBACK_CONTROL Control = {
        &NPI_WSK_INTERFACE_ID,
        WSK_EVENT_RECEIVE
            | WSK_EVENT_DISCONNECT
            | WSK_EVENT_ACCEPT                              // EXPECT(event-category)
    };

    return Ops->WskControlSocket(Leg, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                 sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS
SipLegUp(
    PWSK_SOCKET Leg
    )
{
    return SipEvents(Leg->Dispatch, Leg);
}
