// CASE: a macro that two builds define differently: what it does here is not known
// CLEAN
#include <ntddk.h>
#include <wsk.h>

#ifdef MB_STATIC_EVENTS
#define MB_EVENTS(Npi_, Socket_, Control_) (Npi_)->Dispatch->WskControlClient((Npi_)->Client, \
    WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(*(Control_)), (Control_), 0, NULL, NULL, NULL)
#define MB_MASK (WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE)
#else
#define MB_EVENTS(Npi_, Socket_, Control_) ((PWSK_PROVIDER_BASIC_DISPATCH)(Socket_)->Dispatch)->WskControlSocket((Socket_), \
    WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(*(Control_)), (Control_), 0, NULL, NULL, NULL)
#define MB_MASK (WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE)
#endif

NTSTATUS MbMute(PWSK_PROVIDER_NPI Npi, PWSK_SOCKET Socket)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE };

    return MB_EVENTS(Npi, Socket, &Control);        // NOT(static-disable-flag)
}

NTSTATUS MbMuteMask(PWSK_SOCKET Socket)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, MB_MASK };        // NOT(disable-one-event)

    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK,
        SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}
