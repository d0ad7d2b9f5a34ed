// CASE: one helper for sockets of every kind takes the function out of the table that the kind names
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS KindControl(PWSK_SOCKET Sock, ULONG Kind, ULONG Code, SIZE_T Size, PVOID Value)
{
    PFN_WSK_CONTROL_SOCKET Control;

    switch (Kind) {
    case WSK_FLAG_LISTEN_SOCKET:
        Control = ((PWSK_PROVIDER_LISTEN_DISPATCH)Sock->Dispatch)->WskControlSocket;
        break;
    case WSK_FLAG_CONNECTION_SOCKET:
        Control = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Sock->Dispatch)->WskControlSocket;
        break;
    case WSK_FLAG_DATAGRAM_SOCKET:
        Control = ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Sock->Dispatch)->WskControlSocket;
        break;
    default:
        Control = ((PWSK_PROVIDER_BASIC_DISPATCH)Sock->Dispatch)->WskControlSocket;
        break;
    }
    return Control(Sock, WskSetOption, Code, SOL_SOCKET, Size, Value, 0, NULL, NULL, NULL);
}

NTSTATUS KindEnable(PWSK_SOCKET Sock, ULONG Kind, ULONG Mask)
{
    WSK_EVENT_CALLBACK_CONTROL Events = { &NPI_WSK_INTERFACE_ID, Mask };

    return KindControl(Sock, Kind, SO_WSK_EVENT_CALLBACK, sizeof(Events), &Events);
}

struct endpoint {
    PWSK_SOCKET sock;
    ULONG kind;
    ULONG listening;
};

NTSTATUS EndpointOpen(struct endpoint *Endpoint)
{
    NTSTATUS Result = KindEnable(Endpoint->sock, Endpoint->kind, WSK_EVENT_ACCEPT);   // NOT(option-timing) NOT(event-category)

    Endpoint->listening = NT_SUCCESS(Result);
    return Result;
}
