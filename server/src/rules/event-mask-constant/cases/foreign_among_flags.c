// CASE: a flag of another function among event flags, as it is written and by a macro
#include <ntddk.h>
#include <wsk.h>

#define LOOM_EVENTS (WSK_EVENT_RECEIVE | WSK_FLAG_NODELAY)

static NTSTATUS LoomEnable(PWSK_SOCKET Socket, ULONG Events)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Events };

    return ((const WSK_PROVIDER_CONNECTION_DISPATCH *)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption,
        SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS LoomStart(PWSK_SOCKET Socket)
{
    return LoomEnable(Socket, WSK_EVENT_DISCONNECT | WSK_FLAG_ABORTIVE);            // EXPECT(event-mask-constant)
}

NTSTATUS LoomRestart(PWSK_SOCKET Socket)
{
    return LoomEnable(Socket, LOOM_EVENTS);                                         // EXPECT(event-mask-constant)
}

NTSTATUS LoomResume(PWSK_SOCKET Socket)
{
    return LoomEnable(Socket, WSK_EVENT_RECEIVE | WSK_EVENT_SEND_BACKLOG);          // NOT(event-mask-constant)
}
