// CASE: a C++ accept callback makes a local object the context of the accepted socket
#include <ntddk.h>
#include <wsk.h>

struct Peer
{
    PWSK_SOCKET Socket;
    ULONG Messages;
};

extern const WSK_CLIENT_CONNECTION_DISPATCH PeerTable;

class Acceptor
{
public:
    static NTSTATUS NTAPI OnAccept(PVOID Context, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET Accepted, PVOID *AcceptContext,
                                   const WSK_CLIENT_CONNECTION_DISPATCH **AcceptDispatch)
    {
        if (Accepted == nullptr) {
            static_cast<Acceptor *>(Context)->Close();
            return STATUS_REQUEST_NOT_ACCEPTED;
        }

        Peer New = { Accepted, 0 };                             // OR(context-lifetime)
        *AcceptContext = &New;                                  // EXPECT(context-lifetime)
        *AcceptDispatch = &PeerTable;
        return STATUS_SUCCESS;
    }

private:
    void Close();
};

const WSK_CLIENT_LISTEN_DISPATCH AcceptorTable = { Acceptor::OnAccept, nullptr, nullptr };
