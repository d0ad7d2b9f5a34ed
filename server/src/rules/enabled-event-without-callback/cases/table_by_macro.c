// CASE: tables that macros declare, with names as arguments and with pasted names
#include <ntddk.h>
#include <wsk.h>

NTSTATUS WSKAPI TmReceive(PVOID Context, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *Accepted);
NTSTATUS WSKAPI TmGone(PVOID Context, ULONG Flags);

#define DECLARE_CONNECTION_TABLE(Name_, Receive_, Gone_)            \
    static const WSK_CLIENT_CONNECTION_DISPATCH Name_ = {           \
        .WskReceiveEvent = Receive_, .WskDisconnectEvent = (Gone_) }
#define CONNECTION_TABLE(x) const WSK_CLIENT_CONNECTION_DISPATCH x##Table = { x##Receive, x##Gone, NULL };

DECLARE_CONNECTION_TABLE(ReceiveOnly, TmReceive, NULL);
static CONNECTION_TABLE(Tm)

static NTSTATUS TmEnable(PWSK_SOCKET Socket, ULONG Events)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Events };

    return ((const WSK_PROVIDER_CONNECTION_DISPATCH *)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption,
        SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS WSKAPI TmAccept(PVOID Context, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote, PWSK_SOCKET Socket,
                         PVOID *SocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **SocketTable)
{
    if (Socket == NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    *SocketContext = Context;
    *SocketTable = &TmTable;
    if (!NT_SUCCESS(TmEnable(Socket, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT)))    // NOT(enabled-event-without-callback)
        return STATUS_REQUEST_NOT_ACCEPTED;


    if (!NT_SUCCESS(TmEnable(Socket, WSK_EVENT_SEND_BACKLOG)))                      // EXPECT(enabled-event-without-callback)
        return STATUS_REQUEST_NOT_ACCEPTED;
    return STATUS_SUCCESS;
}

NTSTATUS WSKAPI TmAcceptQuiet(PVOID Context, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote, PWSK_SOCKET Socket,
                              PVOID *SocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **SocketTable)
{
    if (Socket == NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    *SocketContext = Context;
    *SocketTable = &ReceiveOnly;
    if (!NT_SUCCESS(TmEnable(Socket, WSK_EVENT_RECEIVE)))           // NOT(enabled-event-without-callback)
        return STATUS_REQUEST_NOT_ACCEPTED;


    if (!NT_SUCCESS(TmEnable(Socket, WSK_EVENT_DISCONNECT)))        // EXPECT(enabled-event-without-callback)
        return STATUS_REQUEST_NOT_ACCEPTED;
    return STATUS_SUCCESS;
}
