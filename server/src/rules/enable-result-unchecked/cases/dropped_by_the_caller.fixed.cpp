// CASE: C++: the member function returns the status, its caller drops it
#include <ntddk.h>
#include <wsk.h>

class Sensor
{
public:
    NTSTATUS Listen()
    {
        WSK_EVENT_CALLBACK_CONTROL control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };
        auto dispatch = static_cast<const WSK_PROVIDER_DATAGRAM_DISPATCH *>(m_socket->Dispatch);

        return dispatch->Basic.WskControlSocket(m_socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,    // OR(enable-result-unchecked)
                                                sizeof(control), &control, 0, nullptr, nullptr, nullptr);
    }

    PWSK_SOCKET m_socket;
};

VOID SensorBound(Sensor *sensor, volatile LONG *active)
{
    NTSTATUS Status = sensor->Listen();                                   // EXPECT(enable-result-unchecked)
    if (!NT_SUCCESS(Status))
    {
        return;
    }
    InterlockedIncrement(active);
}
