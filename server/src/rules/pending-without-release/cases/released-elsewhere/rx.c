// CASE: the list is retained in one file and released in another
// CLEAN
// COMPLETE
#include "rx.h"

static NTSTATUS WSKAPI RxInput(PVOID Context, ULONG Flags, PWSK_DATAGRAM_INDICATION List)
{
    PRX Rx = Context;

    UNREFERENCED_PARAMETER(Flags);
    if (List == NULL) {
        RxDead(Rx);
        return STATUS_SUCCESS;
    }
    if (InterlockedCompareExchangePointer((PVOID *)&Rx->Kept, List, NULL) != NULL)
        return STATUS_SUCCESS;
    return STATUS_PENDING;                      // NOT(pending-without-release)
}

const WSK_CLIENT_DATAGRAM_DISPATCH RxDispatch = { RxInput };

NTSTATUS RxEnable(PRX Rx)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };

    return ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Rx->Socket->Dispatch)->WskControlSocket(Rx->Socket, WskSetOption,
        SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);
}
