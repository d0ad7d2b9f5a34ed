// CASE: WskAcceptEvent answers with no table and enables an event on the accepted socket (a warning)
#include <ntddk.h>
#include <wsk.h>

typedef struct _LPR { PWSK_SOCKET Job; } LPR, *PLPR;

static NTSTATUS WSKAPI LprAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
    PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PLPR Lpr = SocketContext;
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_DISCONNECT };      // OR(events-without-dispatch)
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(Flags);
    if (AcceptSocket == NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;

    *AcceptSocketContext = Lpr;
    *AcceptSocketDispatch = NULL;                                               // OR(events-without-dispatch)

    Status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)AcceptSocket->Dispatch)->WskControlSocket(     // EXPECT(events-without-dispatch)
        AcceptSocket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
    if (!NT_SUCCESS(Status))
        return STATUS_REQUEST_NOT_ACCEPTED;
    Lpr->Job = AcceptSocket;
    return STATUS_SUCCESS;
}

const WSK_CLIENT_LISTEN_DISPATCH LprEvents = { LprAccept, NULL, NULL };
