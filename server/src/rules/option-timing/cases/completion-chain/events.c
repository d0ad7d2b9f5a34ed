#include "chain.h"

NTSTATUS LinkEnable(PLINK Link)
{
    WSK_EVENT_CALLBACK_CONTROL Control;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = WSK_EVENT_DISCONNECT;
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Link->Socket->Dispatch)->WskControlSocket(
        Link->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK,                          // OR(option-timing)
        SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

static NTSTATUS WSKAPI LinkDown(PVOID SocketContext, ULONG Flags)
{
    UNREFERENCED_PARAMETER(Flags);
    DbgPrint("link %p down\n", SocketContext);
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH LinkDispatch = { .WskDisconnectEvent = LinkDown };
