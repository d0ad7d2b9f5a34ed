// CASE: flags of several categories in the static mask; a stream socket takes listening and connection flags
// CLEAN
#include <ntddk.h>
#include <wsk.h>

NTSTATUS TcpStatic(const WSK_PROVIDER_NPI *Npi)
{
    WSK_EVENT_CALLBACK_CONTROL Control = {
        &NPI_WSK_INTERFACE_ID,
        WSK_EVENT_RECEIVE_FROM | WSK_EVENT_SEND_BACKLOG                                 // NOT(event-category)
    };

    return Npi->Dispatch->WskControlClient(Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control), &Control,
                                           0, NULL, NULL, NULL);
}

NTSTATUS TcpListening(PWSK_SOCKET Socket)
{
    PWSK_PROVIDER_STREAM_DISPATCH Stream = (PWSK_PROVIDER_STREAM_DISPATCH)Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT };   // NOT(event-category)

    return Stream->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
                                    0, NULL, NULL, NULL);
}

NTSTATUS TcpConnected(PWSK_SOCKET Socket)
{
    PWSK_PROVIDER_STREAM_DISPATCH Stream = (PWSK_PROVIDER_STREAM_DISPATCH)Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT };  // NOT(event-category)

    return Stream->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
                                    0, NULL, NULL, NULL);
}
