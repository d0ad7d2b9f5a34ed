// CASE: a remark stands before the call of the helper whose status nobody takes
#include <ntddk.h>
#include <wsk.h>

class Probe
{
public:
    NTSTATUS Watch()
    {
        WSK_EVENT_CALLBACK_CONTROL control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };
        auto dispatch = static_cast<const WSK_PROVIDER_DATAGRAM_DISPATCH *>(m_socket->Dispatch);

        return dispatch->Basic.WskControlSocket(m_socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                                sizeof(control), &control, 0, nullptr, nullptr, nullptr);
    }

    PWSK_SOCKET m_socket;
};

VOID ProbeBound(Probe *probe, volatile LONG *active)
{
    // Datagrams may come from now on.
    probe->Watch();                                     // EXPECT(enable-result-unchecked)
    InterlockedIncrement(active);
}
