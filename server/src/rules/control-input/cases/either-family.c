// CASE: an address of either family by its union's pointer: the size is that of the address, not of the pointer
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS FixAddress(PWSK_SOCKET Socket, PSOCKADDR_INET Peer, PIRP Irp)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Udp = Socket->Dispatch;
    SIZE_T Size = Peer->si_family == AF_INET6 ? sizeof(SOCKADDR_IN6) : sizeof(SOCKADDR_IN);

    return Udp->WskControlSocket(Socket, WskIoctl, SIO_WSK_SET_SENDTO_ADDRESS, 0, Size, Peer, 0, NULL, NULL, Irp);
}

static NTSTATUS FixWrongly(PWSK_SOCKET Socket, PSOCKADDR_INET Peer, PIRP Irp)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Udp = Socket->Dispatch;

    return Udp->WskControlSocket(Socket, WskIoctl, SIO_WSK_SET_SENDTO_ADDRESS, 0, sizeof(Peer), // EXPECT(control-input)
                                 Peer, 0, NULL, NULL, Irp);
}

NTSTATUS FixBoth(PWSK_SOCKET First, PWSK_SOCKET Second, PSOCKADDR_INET Peer, PIRP Irp, PIRP Other)
{
    NTSTATUS Status = FixAddress(First, Peer, Irp);

    return NT_SUCCESS(Status) ? FixWrongly(Second, Peer, Other) : Status;
}
