// CASE: the provider table comes from template functions, whose argument tells the category
#include <ntddk.h>
#include <wsk.h>

template <typename Table>
static const Table *TableOf(PWSK_SOCKET socket)
{
    return static_cast<const Table *>(socket->Dispatch);
}

template <class Table>
static NTSTATUS Control(PWSK_SOCKET socket, ULONG events)
{
    WSK_EVENT_CALLBACK_CONTROL control{ &NPI_WSK_INTERFACE_ID, events };
    const Table *table = TableOf<Table>(socket);

    return table->Basic.WskControlSocket(socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(control), &control,
                                         0, nullptr, nullptr, nullptr);
}

class Port {
public:
    explicit Port(PWSK_SOCKET socket) : socket_(socket) {}
    template <class Table> const Table *As() const { return static_cast<const Table *>(socket_->Dispatch); }
    PWSK_SOCKET Socket() const { return socket_; }

private:
    PWSK_SOCKET socket_;
};

NTSTATUS MuteBoth(PWSK_SOCKET listener, PWSK_SOCKET connection)
{
    NTSTATUS status = Control<WSK_PROVIDER_CONNECTION_DISPATCH>(connection, WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE);     // NOT(inherited-event-disable)
    if (status != STATUS_SUCCESS)
        return status;

    return Control<WSK_PROVIDER_LISTEN_DISPATCH>(listener, WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE);      // EXPECT(inherited-event-disable)
}

NTSTATUS MutePort(const Port &port)
{
    WSK_EVENT_CALLBACK_CONTROL control{ &NPI_WSK_INTERFACE_ID, WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE };      // EXPECT(inherited-event-disable)

    return port.As<WSK_PROVIDER_LISTEN_DISPATCH>()->Basic.WskControlSocket(port.Socket(), WskSetOption, SO_WSK_EVENT_CALLBACK,
        SOL_SOCKET, sizeof(control), &control, 0, nullptr, nullptr, nullptr);
}
