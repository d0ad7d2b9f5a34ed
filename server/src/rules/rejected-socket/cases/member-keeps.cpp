// CASE: a C++ member keeps the socket when events cannot be enabled, and refuses
#include <ntddk.h>
#include <wsk.h>

class Service
{
public:
    static NTSTATUS NTAPI OnAccept(PVOID Context, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET Accepted, PVOID *AcceptContext,
                                   const WSK_CLIENT_CONNECTION_DISPATCH **AcceptDispatch)
    {
        auto Self = static_cast<Service *>(Context);

        if (Accepted == nullptr) {
            Self->Close();
            return STATUS_REQUEST_NOT_ACCEPTED;
        }
        *AcceptContext = Self;
        *AcceptDispatch = &PeerTable;
        Self->m_Peer = Accepted;                                // EXPECT(rejected-socket)
        if (!NT_SUCCESS(Self->Enable()))
            return STATUS_REQUEST_NOT_ACCEPTED;                 // OR(rejected-socket)
        return STATUS_SUCCESS;
    }

    static NTSTATUS NTAPI OnGone(PVOID, ULONG) { return STATUS_SUCCESS; }

    static const WSK_CLIENT_CONNECTION_DISPATCH PeerTable;

private:
    NTSTATUS Enable()
    {
        WSK_EVENT_CALLBACK_CONTROL On = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_DISCONNECT };
        auto Ops = static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(m_Peer->Dispatch);

        return Ops->Basic.WskControlSocket(m_Peer, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(On), &On,
                                           0, nullptr, nullptr, nullptr);
    }

    void Close();
    PWSK_SOCKET m_Peer = nullptr;
};

const WSK_CLIENT_CONNECTION_DISPATCH Service::PeerTable = { nullptr, Service::OnGone, nullptr };
const WSK_CLIENT_LISTEN_DISPATCH ServiceListen = { Service::OnAccept, nullptr, nullptr };
