// CASE: sends after WskDisconnect, and stream sockets in the wrong role
#include <ntddk.h>
#include <wsk.h>

NTSTATUS Await(NTSTATUS Status, PIRP Irp);
PIRP Prepared(VOID);

VOID Farewell(PWSK_SOCKET Socket, PWSK_BUF Last)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;

    (VOID)Dispatch->WskDisconnect(Socket, NULL, 0, Prepared());
    (VOID)Dispatch->WskSend(Socket, Last, 0, Prepared()); // EXPECT(unbound-operation)
    (VOID)Dispatch->WskCloseSocket(Socket, Prepared());
}

VOID Drain(PWSK_SOCKET Socket, PWSK_BUF Rest)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;

    (VOID)Dispatch->WskDisconnect(Socket, NULL, 0, Prepared());
    (VOID)Dispatch->WskReceive(Socket, Rest, 0, Prepared()); // NOT(unbound-operation)
}

VOID Abort(PWSK_SOCKET Socket, PWSK_BUF Rest)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;

    (VOID)Dispatch->WskDisconnect(Socket, NULL, WSK_FLAG_ABORTIVE, Prepared());
    (VOID)Dispatch->WskReceive(Socket, Rest, 0, Prepared()); // EXPECT(unbound-operation)
}

VOID Silent(PWSK_SOCKET Socket, PWSK_BUF Last)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;

    (VOID)Dispatch->WskControlSocket(Socket, WskIoctl, SIO_WSK_SET_TCP_SILENT_MODE, 0, 0, NULL, 0, NULL, NULL, Prepared());
    (VOID)Dispatch->WskSend(Socket, Last, 0, Prepared()); // EXPECT(unbound-operation)
    (VOID)Dispatch->WskCloseSocket(Socket, Prepared()); // NOT(unbound-operation)
}

VOID BothRoles(PWSK_SOCKET Socket, PSOCKADDR Local, PSOCKADDR Remote)
{
    const WSK_PROVIDER_STREAM_DISPATCH *Dispatch = Socket->Dispatch;

    (VOID)Dispatch->WskBind(Socket, Local, 0, Prepared());
    (VOID)Dispatch->WskConnect(Socket, Remote, 0, Prepared()); // NOT(unbound-operation)
    (VOID)Dispatch->WskListen(Socket, Prepared()); // EXPECT(unbound-operation)
}
