// CASE: a switch stores type, protocol and category of each kind; where they are chosen apart from each other, any may go with any
#include <ntddk.h>
#include <wsk.h>

typedef enum _KIND { Caller, Server, Radio } KIND;

NTSTATUS OpenKind(PWSK_PROVIDER_NPI Npi, KIND Kind, PIRP Irp)
{
    USHORT Type;
    ULONG Protocol, Category;

    switch (Kind) {
    case Caller:
        Type = SOCK_STREAM;
        Protocol = IPPROTO_TCP;
        Category = WSK_FLAG_CONNECTION_SOCKET;          // NOT(socket-flags)
        break;
    case Server:
        Type = SOCK_STREAM, Protocol = IPPROTO_TCP;
        Category = WSK_FLAG_LISTEN_SOCKET;              // NOT(socket-flags)
        break;
    default:
        Type = SOCK_DGRAM;                              // OR(socket-flags)
        Protocol = IPPROTO_UDP;
        Category = WSK_FLAG_LISTEN_SOCKET;              // OR(socket-flags)
        break;
    }
    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET6, Type, Protocol, Category,    // EXPECT(socket-flags)
                                    NULL, NULL, NULL, NULL, NULL, Irp);
}

NTSTATUS OpenMixed(PWSK_PROVIDER_NPI Npi, BOOLEAN Datagrams, BOOLEAN Listens, PIRP Irp)
{
    USHORT Type = SOCK_STREAM;
    ULONG Protocol = IPPROTO_TCP;
    ULONG Category = WSK_FLAG_CONNECTION_SOCKET;

    if (Datagrams) {
        Type = SOCK_DGRAM;
        Protocol = IPPROTO_UDP;
    }
    if (Listens)
        Category = WSK_FLAG_LISTEN_SOCKET;
    else if (Datagrams)
        Category = WSK_FLAG_DATAGRAM_SOCKET;
    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET6, Type, Protocol, Category,    // NOT(socket-flags)
                                    NULL, NULL, NULL, NULL, NULL, Irp);
}
