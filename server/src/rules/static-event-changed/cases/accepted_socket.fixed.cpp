// CASE: C++: the accepted socket's event is already static for the client (a warning)
#include <ntddk.h>
#include <wsk.h>

struct Broker
{
    WSK_PROVIDER_NPI Npi;
    PWSK_SOCKET Peer;
};

NTSTATUS WSKAPI BrokerGone(PVOID, ULONG);
static const WSK_CLIENT_CONNECTION_DISPATCH BrokerPeerEvents = { nullptr, BrokerGone, nullptr };

NTSTATUS BrokerStatic(Broker *broker)
{
    WSK_EVENT_CALLBACK_CONTROL control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT | WSK_EVENT_DISCONNECT };

    return broker->Npi.Dispatch->WskControlClient(broker->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(control),
                                                  &control, 0, nullptr, nullptr, nullptr);
}

static NTSTATUS WSKAPI BrokerAccept(PVOID SocketContext, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET AcceptSocket,
                                    PVOID *AcceptSocketContext,
                                    const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    auto broker = static_cast<Broker *>(SocketContext);

    if (AcceptSocket == nullptr || broker->Peer != nullptr)
        return STATUS_REQUEST_NOT_ACCEPTED;
    *AcceptSocketContext = broker;
    *AcceptSocketDispatch = &BrokerPeerEvents;

    broker->Peer = AcceptSocket;
    return STATUS_SUCCESS;
}

const WSK_CLIENT_LISTEN_DISPATCH BrokerListenEvents = { BrokerAccept, nullptr, nullptr };
