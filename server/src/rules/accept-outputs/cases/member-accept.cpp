// CASE: a C++ member accepts through a helper that stores the socket and sets nothing
#include <ntddk.h>
#include <wsk.h>

class Listener
{
public:
    static NTSTATUS NTAPI OnAccept(PVOID Context, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET Accepted, PVOID *AcceptContext,
                                   const WSK_CLIENT_CONNECTION_DISPATCH **AcceptDispatch)
    {
        UNREFERENCED_PARAMETER(AcceptContext);
        UNREFERENCED_PARAMETER(AcceptDispatch);
        auto Self = static_cast<Listener *>(Context);

        if (Accepted == nullptr) {
            Self->Close();
            return STATUS_REQUEST_NOT_ACCEPTED;
        }
        return Self->Adopt(Accepted);                       // EXPECT(accept-outputs)
    }

private:
    NTSTATUS Adopt(PWSK_SOCKET Accepted)
    {
        m_Peer = Accepted;
        return STATUS_SUCCESS;                              // OR(accept-outputs)
    }

    void Close();
    PWSK_SOCKET m_Peer = nullptr;
};

const WSK_CLIENT_LISTEN_DISPATCH ListenerTable = { Listener::OnAccept, nullptr, nullptr };
