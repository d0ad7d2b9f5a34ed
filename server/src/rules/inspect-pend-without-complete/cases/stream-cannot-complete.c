// CASE: a stream socket's inspection is put off, and its table has no way to complete it
// COMPLETE
#include <ntddk.h>
#include <wsk.h>

static WSK_INSPECT_ACTION WSKAPI GateInspect(PVOID SocketContext, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                             PWSK_INSPECT_ID InspectID)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(RemoteAddress);
    if (InspectID == NULL)
        return WskInspectReject;
    return WskInspectPend; // EXPECT(inspect-pend-without-complete)
}

static NTSTATUS WSKAPI GateAbort(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(InspectID);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH GateListen = { NULL, GateInspect, GateAbort };
static const WSK_CLIENT_STREAM_DISPATCH GateStream = { &GateListen, NULL };

NTSTATUS GateOpen(PWSK_PROVIDER_NPI Npi, PVOID Context, PIRP Irp)
{
    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_STREAM_SOCKET, Context,
                                    &GateStream, NULL, NULL, NULL, Irp);
}

ULONG GateMode = 1;

NTSTATUS GateConditional(PWSK_SOCKET Socket, PIRP Irp)
{
    return ((const WSK_PROVIDER_STREAM_DISPATCH *)Socket->Dispatch)
        ->WskControlSocket(Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(GateMode), &GateMode, 0, NULL, NULL,
                           Irp);
}

NTSTATUS GateClose(PWSK_SOCKET Socket, PIRP Irp)
{
    return ((const WSK_PROVIDER_STREAM_DISPATCH *)Socket->Dispatch)->WskCloseSocket(Socket, Irp);
}
