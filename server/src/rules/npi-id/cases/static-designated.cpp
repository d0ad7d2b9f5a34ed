// CASE: static callbacks with a structure whose NpiId the initialiser leaves out, C++
#include <ntddk.h>
#include <wsk.h>

namespace net {

class Client
{
public:
    explicit Client(const WSK_PROVIDER_NPI &Npi) : m_Npi(Npi) {}

    NTSTATUS EnableAlways(ULONG Mask)
    {
        WSK_EVENT_CALLBACK_CONTROL Control = {};            // OR(npi-id)
        Control.EventMask = Mask;


        return m_Npi.Dispatch->WskControlClient(m_Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control),
                                                &Control,   // EXPECT(npi-id)
                                                0, nullptr, nullptr, nullptr);
    }

private:
    const WSK_PROVIDER_NPI &m_Npi;
};

} // namespace net

NTSTATUS Setup(net::Client &Client)
{
    return Client.EnableAlways(WSK_EVENT_RECEIVE_FROM);
}
