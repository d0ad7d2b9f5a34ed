// CASE: the bit belongs to the option of one socket, not to the static mask; a structure that serves both
// CLEAN
#include <ntddk.h>
#include <wsk.h>

NTSTATUS LampStart(PWSK_PROVIDER_NPI Npi)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT };       // NOT(static-disable-flag)

    return Npi->Dispatch->WskControlClient(Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control), &Control,
                                           0, NULL, NULL, NULL);
}

NTSTATUS LampPause(PWSK_SOCKET Socket)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE };  // NOT(static-disable-flag)

    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskControlSocket(
        Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}
