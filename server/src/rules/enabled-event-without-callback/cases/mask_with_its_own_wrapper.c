// CASE: one helper switches all events; the function with the mask that its table does not serve is called by a wrapper of its own
#include <ntddk.h>
#include <wsk.h>

NTSTATUS WSKAPI QuayReceive(PVOID Context, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *Accepted);
NTSTATUS WSKAPI QuayGone(PVOID Context, ULONG Flags);
static const WSK_CLIENT_CONNECTION_DISPATCH QuayBoth = { QuayReceive, QuayGone, NULL };
static const WSK_CLIENT_CONNECTION_DISPATCH QuayReceiveOnly = { QuayReceive, NULL, NULL };

static NTSTATUS QuayEnable(PWSK_SOCKET Socket, ULONG Events)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Events };

    return ((const WSK_PROVIDER_CONNECTION_DISPATCH *)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption,
        SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

static BOOLEAN QuayTakeBoth(PVOID Context, PWSK_SOCKET Socket, PVOID *SocketContext,
                            const WSK_CLIENT_CONNECTION_DISPATCH **SocketTable)
{
    *SocketContext = Context;
    *SocketTable = &QuayBoth;
    return NT_SUCCESS(QuayEnable(Socket, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT));    // NOT(enabled-event-without-callback)
}

static BOOLEAN QuayTakeOne(PVOID Context, PWSK_SOCKET Socket, PVOID *SocketContext,
                           const WSK_CLIENT_CONNECTION_DISPATCH **SocketTable)
{
    *SocketContext = Context;
    *SocketTable = &QuayReceiveOnly;
    return NT_SUCCESS(QuayEnable(Socket, WSK_EVENT_DISCONNECT));                        // EXPECT(enabled-event-without-callback)
}

NTSTATUS WSKAPI QuayAcceptBoth(PVOID Context, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote, PWSK_SOCKET Socket,
                               PVOID *SocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **SocketTable)
{
    if (Socket == NULL || !QuayTakeBoth(Context, Socket, SocketContext, SocketTable))
        return STATUS_REQUEST_NOT_ACCEPTED;
    return STATUS_SUCCESS;
}

NTSTATUS WSKAPI QuayAcceptOne(PVOID Context, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote, PWSK_SOCKET Socket,
                              PVOID *SocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **SocketTable)
{




    if (Socket == NULL || !QuayTakeOne(Context, Socket, SocketContext, SocketTable))    // NOT(enabled-event-without-callback)
        return STATUS_REQUEST_NOT_ACCEPTED;
    return STATUS_SUCCESS;
}
