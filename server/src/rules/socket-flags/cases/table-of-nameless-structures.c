// CASE: the triples stand in tables of structures without a name, or of a type whose header is not there
#include <ntddk.h>
#include <wsk.h>

typedef enum _PORT_ROLE { RoleServer, RolePeer, RoleDatagram } PORT_ROLE;

static const struct {
    USHORT Type;
    ULONG Protocol;
    ULONG Category;
} Roles[] = {
    { SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET },
    { SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET },
    { SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET },
};

static NTSTATUS PortOpen(PWSK_PROVIDER_NPI Npi, PORT_ROLE Role, PIRP Irp)
{
    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, Roles[Role].Type, Roles[Role].Protocol, Roles[Role].Category,
                                    NULL, NULL, NULL, NULL, NULL, Irp);         // NOT(socket-flags)
}

NTSTATUS PortOpenDatagram(PWSK_PROVIDER_NPI Npi, PIRP Irp)
{
    return PortOpen(Npi, RoleDatagram, Irp);
}

NTSTATUS PortOpenOdd(PWSK_PROVIDER_NPI Npi, PIRP Irp)
{
    static const struct { USHORT Type; ULONG Protocol, Category; } Odd = {
        SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_CONNECTION_SOCKET                     // EXPECT(socket-flags)
    };

    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET6, Odd.Type, Odd.Protocol, Odd.Category,
                                    NULL, NULL, NULL, NULL, NULL, Irp);         // OR(socket-flags)
}
