// CASE: a table without initialiser is zeroed and filled by a helper; the accept callback stands in no table of the workspace
#include <ntddk.h>
#include <wsk.h>

static WSK_CLIENT_CONNECTION_DISPATCH Filled;
static WSK_CLIENT_CONNECTION_DISPATCH Lent;
typedef struct _HF_CONFIG { PFN_WSK_DISCONNECT_EVENT Gone; } HF_CONFIG;
NTSTATUS WSKAPI HfReceive(PVOID Context, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *Accepted);

static VOID HfFill(WSK_CLIENT_CONNECTION_DISPATCH *Table, BOOLEAN Receives)
{
    RtlZeroMemory(Table, sizeof(*Table));
    if (Receives)
        Table->WskReceiveEvent = HfReceive;
}

VOID HfInit(const HF_CONFIG *Config)
{
    HfFill(&Filled, TRUE);
    Lent.WskReceiveEvent = HfReceive;
    Lent.WskDisconnectEvent = Config->Gone;
}

static NTSTATUS HfEnable(PWSK_SOCKET Socket, ULONG Events)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Events };

    return ((const WSK_PROVIDER_CONNECTION_DISPATCH *)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption,
        SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS WSKAPI HfAccept(PVOID Context, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote, PWSK_SOCKET Socket,
                         PVOID *SocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **SocketTable)
{
    if (Socket == NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    *SocketContext = Context;
    *SocketTable = &Filled;
    if (!NT_SUCCESS(HfEnable(Socket, WSK_EVENT_RECEIVE)))           // NOT(enabled-event-without-callback)
        return STATUS_REQUEST_NOT_ACCEPTED;


    if (!NT_SUCCESS(HfEnable(Socket, WSK_EVENT_DISCONNECT)))        // EXPECT(enabled-event-without-callback)
        return STATUS_REQUEST_NOT_ACCEPTED;
    return STATUS_SUCCESS;
}

NTSTATUS WSKAPI HfAcceptLent(PVOID Context, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote, PWSK_SOCKET Socket,
                             PVOID *SocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **SocketTable)
{
    if (Socket == NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    *SocketContext = Context;
    *SocketTable = &Lent;
    if (!NT_SUCCESS(HfEnable(Socket, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT)))    // NOT(enabled-event-without-callback)
        return STATUS_REQUEST_NOT_ACCEPTED;


    if (!NT_SUCCESS(HfEnable(Socket, WSK_EVENT_SEND_BACKLOG)))      // EXPECT(enabled-event-without-callback)
        return STATUS_REQUEST_NOT_ACCEPTED;
    return STATUS_SUCCESS;
}
