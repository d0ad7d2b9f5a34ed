// CASE: a disconnect callback without a result, an inspect callback that returns an NTSTATUS; the functions are in another file
#include <ntddk.h>
#include <wsk.h>

VOID WSKAPI GateGone(PVOID SocketContext, ULONG Flags);
NTSTATUS WSKAPI GateInspect(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress, PWSK_INSPECT_ID InspectID);
NTSTATUS WSKAPI GateAbort(PVOID SocketContext, PWSK_INSPECT_ID InspectID);
NTSTATUS WSKAPI GateAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
    PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch);

const WSK_CLIENT_CONNECTION_DISPATCH GateConnection = {
    .WskDisconnectEvent = GateGone,         // EXPECT(callback-signature)
};




const WSK_CLIENT_LISTEN_DISPATCH GateListen = {
    .WskAcceptEvent = GateAccept,
    .WskAbortEvent = GateAbort,


    .WskInspectEvent = GateInspect,         // EXPECT(callback-signature)
};
