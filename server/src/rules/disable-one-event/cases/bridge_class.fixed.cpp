// CASE: a C++ wrapper with a bit-set member function; the destructor's helper switches off two flags in one go
extern "C" {
#include <ntddk.h>
#include <wsk.h>
}

namespace Net {

class StreamSocket {
public:
    explicit StreamSocket(PWSK_SOCKET s) : m_Socket(s), m_Status(STATUS_SUCCESS) {}

    NTSTATUS EnableAll() { return Switch(WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT); }   // NOT(disable-one-event)

    NTSTATUS Quiesce()
    {
        m_Status = Switch(WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE);                                    // EXPECT(disable-one-event)
        if (NT_SUCCESS(m_Status))
        {
            NTSTATUS NextStatus;

            NextStatus = Switch(WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE);
            if (NextStatus != STATUS_SUCCESS)
            {
                m_Status = NextStatus;
            }
        }
        return m_Status;
    }

    NTSTATUS QuiesceReceive()
    {
        m_Status = Switch(WSK_EVENT_DISABLE + WSK_EVENT_RECEIVE);                       // NOT(disable-one-event)
        if (m_Status == STATUS_EVENT_PENDING)
            m_Status = STATUS_SUCCESS;
        return m_Status;
    }

private:
    NTSTATUS Switch(ULONG mask)
    {
        WSK_EVENT_CALLBACK_CONTROL ctl = {};
        auto dispatch = static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(m_Socket->Dispatch);

        ctl.NpiId = &NPI_WSK_INTERFACE_ID;
        ctl.EventMask = mask;
        return dispatch->Basic.WskControlSocket(m_Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                                sizeof(ctl), &ctl, 0, nullptr, nullptr, nullptr);
    }

    PWSK_SOCKET m_Socket;
    NTSTATUS    m_Status;
};

}

extern "C" NTSTATUS BridgeStop(PWSK_SOCKET s)
{
    Net::StreamSocket sock(s);
    return sock.Quiesce();
}
