// CASE: a template measures the type that its caller's pointer has
#include <ntddk.h>
#include <wsk.h>

template <class T>
static NTSTATUS Ask(PWSK_SOCKET Socket, ULONG Code, T *Answer, PIRP Irp)
{
    const auto *Dispatch = static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(Socket->Dispatch);

    return Dispatch->Basic.WskControlSocket(Socket, WskIoctl, Code, 0, 0, nullptr, sizeof(T), Answer, nullptr, Irp);
}

/* Irp has its completion routine; Answer lasts until it completes */
NTSTATUS AskRight(PWSK_SOCKET Socket, SIZE_T *Answer, PIRP Irp)
{
    return Ask(Socket, SIO_WSK_QUERY_RECEIVE_BACKLOG, Answer, Irp);             // NOT(control-output)
}

NTSTATUS AskSmall(PWSK_SOCKET Socket, ULONG *Answer, PIRP Irp)
{
    return Ask(Socket, SIO_WSK_QUERY_RECEIVE_BACKLOG, Answer, Irp);             // EXPECT(control-output)
}
