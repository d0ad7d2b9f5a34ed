// CASE: a table with an initialiser gets another one's contents later
// CLEAN
#include <ntddk.h>
#include <wsk.h>

NTSTATUS WSKAPI CrReceive(PVOID Context, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *Accepted);
extern const WSK_CLIENT_CONNECTION_DISPATCH PluginTable;
static WSK_CLIENT_CONNECTION_DISPATCH Table = { CrReceive };

VOID CrInit(VOID)
{
    RtlCopyMemory(&Table, &PluginTable, sizeof(Table));
}

NTSTATUS WSKAPI CrAccept(PVOID Context, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote, PWSK_SOCKET Socket,
                         PVOID *SocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **SocketTable)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_DISCONNECT };  // NOT(enabled-event-without-callback)

    if (Socket == NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    *SocketContext = Context;
    *SocketTable = &Table;
    return ((const WSK_PROVIDER_CONNECTION_DISPATCH *)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption,
               SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL) == STATUS_SUCCESS
               ? STATUS_SUCCESS
               : STATUS_REQUEST_NOT_ACCEPTED;
}
