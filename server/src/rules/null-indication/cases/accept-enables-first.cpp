// CASE: a C++ accept callback tests AcceptSocket only after it has been used
#include <ntddk.h>
#include <wsk.h>

class Server
{
public:
    static NTSTATUS NTAPI OnAccept(PVOID Context, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET AcceptSocket,
                                   PVOID *AcceptContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptDispatch)
    {
        auto Self = static_cast<Server *>(Context);
        auto Ops = static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(AcceptSocket->Dispatch);      // EXPECT(null-indication)

        if (AcceptSocket == nullptr || Self->m_Ops != nullptr)
            return STATUS_REQUEST_NOT_ACCEPTED;

        Self->m_Ops = Ops;
        Self->m_Peer = AcceptSocket;
        *AcceptContext = Self;
        *AcceptDispatch = nullptr;
        return STATUS_SUCCESS;
    }

private:
    const WSK_PROVIDER_CONNECTION_DISPATCH *m_Ops = nullptr;
    PWSK_SOCKET m_Peer = nullptr;
};

const WSK_CLIENT_LISTEN_DISPATCH ServerListen = { Server::OnAccept, nullptr, nullptr };
