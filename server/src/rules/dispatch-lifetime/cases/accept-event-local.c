// CASE: WskAcceptEvent gives the address of a local table to the accepted socket
#include <ntddk.h>
#include <wsk.h>

typedef struct _PROXY { PWSK_SOCKET Client; BOOLEAN Watch; } PROXY, *PPROXY;

VOID ProxyDead(PPROXY Proxy);
NTSTATUS WSKAPI ProxyGone(PVOID SocketContext, ULONG Flags);

NTSTATUS WSKAPI ProxyAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
    PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PPROXY Proxy = SocketContext;
    WSK_CLIENT_CONNECTION_DISPATCH Table;               // OR(dispatch-lifetime)

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(RemoteAddress);
    if (AcceptSocket == NULL) {
        ProxyDead(Proxy);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    RtlZeroMemory(&Table, sizeof(Table));
    if (Proxy->Watch)
        Table.WskDisconnectEvent = ProxyGone;
    Proxy->Client = AcceptSocket;
    *AcceptSocketContext = Proxy;
    *AcceptSocketDispatch = &Table;                     // EXPECT(dispatch-lifetime)
    return STATUS_SUCCESS;
}

const WSK_CLIENT_LISTEN_DISPATCH ProxyListen = { ProxyAccept, NULL, NULL };
