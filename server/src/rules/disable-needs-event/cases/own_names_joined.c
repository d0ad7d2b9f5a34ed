// CASE: enumerators of one's own are joined, and none of them is an event
#include <ntddk.h>
#include <wsk.h>

typedef enum _REEL_EVENT {
    ReelNone = 0,
    ReelFrame = WSK_EVENT_RECEIVE_FROM,
    ReelOff = WSK_EVENT_DISABLE
} REEL_EVENT;

NTSTATUS ReelStop(PWSK_SOCKET Socket)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Dispatch = Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Off = { &NPI_WSK_INTERFACE_ID, ReelNone | ReelOff };     // EXPECT(disable-needs-event)

    return Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Off), &Off,
                                      0, NULL, NULL, NULL);
}

NTSTATUS ReelPause(PWSK_SOCKET Socket)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Dispatch = Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Off = { &NPI_WSK_INTERFACE_ID, ReelFrame | ReelOff };    // NOT(disable-needs-event)

    return Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Off), &Off,
                                      0, NULL, NULL, NULL);
}
