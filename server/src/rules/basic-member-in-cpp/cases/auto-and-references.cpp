// CASE: auto pointers, references and members tell the table as well as a declared type does
extern "C" {
#include <ntddk.h>
#include <wsk.h>
}

struct ArPeer {
    const WSK_PROVIDER_CONNECTION_DISPATCH *ops;
    PWSK_SOCKET sock;
};

typedef WSK_PROVIDER_STREAM_DISPATCH ArStreamOps;

void ArCloseDatagram(PWSK_SOCKET sock, PIRP irp)
{
    auto *ops = static_cast<const WSK_PROVIDER_DATAGRAM_DISPATCH *>(sock->Dispatch);

    (void)ops->WskCloseSocket(sock, irp);                           // EXPECT(basic-member-in-cpp)
}

void ArCloseByReference(PWSK_SOCKET sock, PIRP irp)
{
    const auto &ops = *static_cast<const WSK_PROVIDER_LISTEN_DISPATCH *>(sock->Dispatch);

    (void)ops.WskCloseSocket(sock, irp);                            // EXPECT(basic-member-in-cpp)
}

void ArClosePeer(ArPeer &peer, PIRP irp)
{
    (void)peer.ops->WskCloseSocket(peer.sock, irp);                 // EXPECT(basic-member-in-cpp)
}

void ArCloseStream(PWSK_SOCKET sock, PIRP irp)
{
    (void)((ArStreamOps *)sock->Dispatch)->WskCloseSocket(sock, irp);   // EXPECT(basic-member-in-cpp)
}

void ArCloseBasic(PWSK_SOCKET sock, PIRP irp)
{
    auto basic = static_cast<const WSK_PROVIDER_BASIC_DISPATCH *>(sock->Dispatch);

    (void)basic->WskCloseSocket(sock, irp);                         // NOT(basic-member-in-cpp)
}
