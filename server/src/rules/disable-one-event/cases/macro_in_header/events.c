// CASE: the mask that switches everything off is a macro of a header; the call stands behind a helper of another file
#include "nbevents.h"

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS
NbSetEvents(
    _In_ PWSK_SOCKET Socket,
    _In_ ULONG EventMask
    )
{
    WSK_EVENT_CALLBACK_CONTROL callbackControl;
    PWSK_PROVIDER_BASIC_DISPATCH basic = (PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch;

    callbackControl.NpiId     = &NPI_WSK_INTERFACE_ID;
    callbackControl.EventMask = EventMask;

    return basic->WskControlSocket(Socket,
                                   WskSetOption,
                                   SO_WSK_EVENT_CALLBACK,
                                   SOL_SOCKET,
                                   sizeof(callbackControl),
                                   &callbackControl,
                                   0, NULL, NULL,
                                   NULL);
}
