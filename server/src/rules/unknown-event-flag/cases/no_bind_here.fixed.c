// CASE: the flag does not exist, and the socket is bound elsewhere
#include <ntddk.h>
#include <wsk.h>

NTSTATUS LatchArm(PWSK_SOCKET Listener)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch = Listener->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT };     // EXPECT(unknown-event-flag)

    return Dispatch->WskControlSocket(Listener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                      sizeof(Control), &Control, 0, NULL, NULL, NULL);
}
