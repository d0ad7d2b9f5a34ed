// CASE: C++: the helper is a member function, the two flags come from one caller and the disable bit from the member
#include <ntddk.h>
#include <wsk.h>

class Channel
{
public:
    explicit Channel(PWSK_SOCKET socket) : m_socket(socket) {}

    NTSTATUS Enable(ULONG events) { return Apply(events); }
    NTSTATUS Disable(ULONG events) { return Apply(events | WSK_EVENT_DISABLE); }   // OR(disable-one-event)

private:
    NTSTATUS Apply(ULONG mask)
    {
        auto dispatch = static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(m_socket->Dispatch);
        WSK_EVENT_CALLBACK_CONTROL control = { &NPI_WSK_INTERFACE_ID, mask };

        return dispatch->Basic.WskControlSocket(m_socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                                sizeof(control), &control, 0, nullptr, nullptr, nullptr);
    }

    PWSK_SOCKET m_socket;
};

NTSTATUS ChannelStart(Channel &channel)
{
    return channel.Enable(WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT);
}

NTSTATUS ChannelStop(Channel &channel)
{
    return channel.Disable(WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT);               // EXPECT(disable-one-event)
}
