// CASE: a macro stands for family, type and protocol; category and type chosen one after the other
#include <ntddk.h>
#include <wsk.h>

#define OVER_UDP AF_INET, SOCK_DGRAM, IPPROTO_UDP
#define OVER_TCP AF_INET6, SOCK_STREAM, IPPROTO_TCP
#define NOBODY NULL, NULL, NULL

typedef enum { RoleServer, RoleClient, RoleDatagram } ROLE;

static ULONG FlagFor(ROLE Role)
{
    switch (Role) {
    case RoleServer:
        return WSK_FLAG_LISTEN_SOCKET;
    case RoleClient:
        return WSK_FLAG_CONNECTION_SOCKET;
    default:
        return WSK_FLAG_DATAGRAM_SOCKET;
    }
}

NTSTATUS OpenListener(const WSK_PROVIDER_NPI *Npi, PIRP Irp)
{
    return Npi->Dispatch->WskSocket(Npi->Client, OVER_UDP,                      // EXPECT(socket-flags)
                                    WSK_FLAG_LISTEN_SOCKET, NULL, NULL, NOBODY, Irp);
}

NTSTATUS OpenDatagrams(const WSK_PROVIDER_NPI *Npi, PIRP Irp)
{
    return Npi->Dispatch->WskSocket(Npi->Client, OVER_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NOBODY, Irp); // NOT(socket-flags)
}

NTSTATUS OpenTwice(const WSK_PROVIDER_NPI *Npi, PIRP Irp)
{
    ULONG flags = WSK_FLAG_CONNECTION_SOCKET;

    flags |= WSK_FLAG_LISTEN_SOCKET;                                            // EXPECT(socket-flags)
    return Npi->Dispatch->WskSocket(Npi->Client, OVER_TCP, flags, NULL, NULL, NOBODY, Irp);
}

NTSTATUS OpenFor(const WSK_PROVIDER_NPI *Npi, ROLE Role, PIRP Irp)
{
    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, (USHORT)(Role == RoleDatagram ? SOCK_DGRAM : SOCK_STREAM), // NOT(socket-flags)
                                    Role == RoleDatagram ? IPPROTO_UDP : IPPROTO_TCP, FlagFor(Role), // NOT(socket-flags)
                                    NULL, NULL, NOBODY, Irp);
}
