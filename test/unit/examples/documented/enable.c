#include <ntddk.h>
#include <wsk.h>

/* Switches two callbacks of one connection on, in one call. */
NTSTATUS
    TurnOnDataAndHangup(
        PWSK_SOCKET Socket
        )
{
    PWSK_PROVIDER_CONNECTION_DISPATCH Provider;
    WSK_EVENT_CALLBACK_CONTROL Request;
    NTSTATUS Result;

    Provider =
        (PWSK_PROVIDER_CONNECTION_DISPATCH)(Socket->Dispatch);
    Request.NpiId = &NPI_WSK_INTERFACE_ID;
    Request.EventMask =
        WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;

    Result =
        Provider->WskControlSocket(
            Socket,
            WskSetOption,
            SO_WSK_EVENT_CALLBACK,
            SOL_SOCKET,
            sizeof(WSK_EVENT_CALLBACK_CONTROL),
            &Request,
            0,
            NULL,
            NULL,
            NULL  // enabling needs no IRP
            );
    return Result;
}
