// COMPLETE
#include "kernsock.hpp"

namespace net {

namespace {
const WSK_CLIENT_DISPATCH kClientDispatch = { MAKE_WSK_VERSION(1, 0), 0, nullptr };

template <typename Op>
NTSTATUS RunSync(Op&& op, ULONG_PTR* information = nullptr)
{
    SyncRequest request;
    if (!request)
        return STATUS_INSUFFICIENT_RESOURCES;
    NTSTATUS status = request.Wait(op(request.Get()));
    if (NT_SUCCESS(status) && information)
        *information = request.Information();
    return status;
}
} // namespace

NTSTATUS Client::Start()
{
    WSK_CLIENT_NPI npi{};
    npi.Dispatch = &kClientDispatch;
    NTSTATUS status = WskRegister(&npi, &m_registration);
    if (!NT_SUCCESS(status))
        return status;
    status = WskCaptureProviderNPI(&m_registration, WSK_INFINITE_WAIT, &m_npi); // EXPECT(capture-wait)
    if (!NT_SUCCESS(status)) {
        WskReleaseProviderNPI(&m_registration);     // EXPECT(registration-result)
        WskDeregister(&m_registration);
        return status;
    }
    m_started = true;
    return STATUS_SUCCESS;
}

void Client::Stop()
{
    if (!m_started)
        return;
    WskReleaseProviderNPI(&m_registration);
    WskDeregister(&m_registration);
    m_started = false;
}

NTSTATUS Socket::Close()
{
    if (m_socket == nullptr)
        return STATUS_SUCCESS;
    auto socket = m_socket;
    m_socket = nullptr;
    SyncRequest request;
    if (!request)
        return STATUS_INSUFFICIENT_RESOURCES;
    return request.Wait(static_cast<const WSK_PROVIDER_BASIC_DISPATCH*>(socket->Dispatch)->WskCloseSocket(socket, request.Get()));
}

const WSK_CLIENT_DATAGRAM_DISPATCH UdpSocket::s_events = { &UdpSocket::ReceiveFrom };

NTSTATUS UdpSocket::Open(USHORT port)
{
    ULONG_PTR made = 0;
    NTSTATUS status = RunSync([&](PIRP irp) {
        return m_client.Npi().Dispatch->WskSocket(m_client.Npi().Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
            WSK_FLAG_DATAGRAM_SOCKET, this, &s_events, nullptr, nullptr, nullptr, irp);
    }, &made);
    if (!NT_SUCCESS(status))
        return status;
    m_socket = reinterpret_cast<PWSK_SOCKET>(made);

    SOCKADDR_IN local{};
    local.sin_family = AF_INET;
    local.sin_port = RtlUshortByteSwap(port);
    auto dispatch = static_cast<const WSK_PROVIDER_DATAGRAM_DISPATCH*>(m_socket->Dispatch);
    status = RunSync([&](PIRP irp) {
        return dispatch->WskBind(m_socket, reinterpret_cast<PSOCKADDR>(&local), 0, irp);
    });
    if (!NT_SUCCESS(status)) {
        Close();
        return status;
    }

    WSK_EVENT_CALLBACK_CONTROL control{ &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE }; // EXPECT(event-category)
    return dispatch->Basic.WskControlSocket(m_socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
        sizeof(control), &control, 0, nullptr, nullptr, nullptr);
}

NTSTATUS UdpSocket::SendTo(PWSK_BUF buffer, PSOCKADDR to)
{
    auto dispatch = static_cast<const WSK_PROVIDER_DATAGRAM_DISPATCH*>(m_socket->Dispatch);
    return RunSync([&](PIRP irp) {
        return dispatch->WskSendTo(m_socket, buffer, WSK_FLAG_NODELAY, to, 0, nullptr, irp);  // EXPECT(operation-flags)
    });
}

NTSTATUS UdpSocket::Pause()
{
    auto dispatch = static_cast<const WSK_PROVIDER_DATAGRAM_DISPATCH*>(m_socket->Dispatch);
    WSK_EVENT_CALLBACK_CONTROL control{};
    control.NpiId = &NPI_WSK_INTERFACE_ID;
    control.EventMask = WSK_EVENT_DISABLE;
    return dispatch->WskControlSocket(m_socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, // EXPECT(basic-member-in-cpp) EXPECT(disable-needs-event)
        sizeof(control), &control, 0, nullptr, nullptr, nullptr);
}

NTSTATUS WSKAPI UdpSocket::ReceiveFrom(PVOID context, ULONG, PWSK_DATAGRAM_INDICATION head)
{
    auto self = static_cast<UdpSocket*>(context);
    if (head == nullptr) {
        self->m_last = nullptr;
        return STATUS_SUCCESS;
    }
    for (auto one = head; one; one = one->Next)
        InterlockedIncrement(&self->m_received);
    self->m_last = head;                          // EXPECT(release-not-retained)
    return STATUS_SUCCESS;                        // OR(release-not-retained)
}

const WSK_CLIENT_CONNECTION_DISPATCH TcpSocket::s_events = { &TcpSocket::OnReceive, &TcpSocket::OnDisconnect, nullptr };

NTSTATUS TcpSocket::Connect(PSOCKADDR remote)
{
    SOCKADDR_IN any{};
    any.sin_family = AF_INET;
    ULONG_PTR made = 0;
    const auto& npi = m_client.Npi();
    NTSTATUS status = RunSync([&](PIRP irp) {
        return npi.Dispatch->WskSocketConnect(npi.Client, SOCK_STREAM, IPPROTO_TCP, reinterpret_cast<PSOCKADDR>(&any), remote,
            1,                                    // EXPECT(operation-flags)
            this, &s_events, nullptr, nullptr, nullptr, irp);
    }, &made);
    if (NT_SUCCESS(status))
        m_socket = reinterpret_cast<PWSK_SOCKET>(made);
    return status;
}

NTSTATUS TcpSocket::EnableEvents(bool enable)
{
    auto dispatch = static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH*>(m_socket->Dispatch);
    WSK_EVENT_CALLBACK_CONTROL control{ &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT };
    if (enable)
        return dispatch->Basic.WskControlSocket(m_socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
            sizeof control, &control, 0, nullptr, nullptr, nullptr);
    control.EventMask |= WSK_EVENT_DISABLE;       // EXPECT(disable-one-event)
    return RunSync([&](PIRP irp) {
        return dispatch->Basic.WskControlSocket(m_socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, // OR(disable-one-event)
            sizeof control, &control, 0, nullptr, nullptr, irp);
    });
}

NTSTATUS TcpSocket::Send(PVOID data, ULONG length)
{
    PMDL mdl = IoAllocateMdl(data, length, FALSE, FALSE, nullptr);
    if (!mdl)
        return STATUS_INSUFFICIENT_RESOURCES;
    auto freeMdl = [mdl]() { IoFreeMdl(mdl); };
    ScopeGuard<decltype(freeMdl)> guard(freeMdl);
    MmBuildMdlForNonPagedPool(mdl);
    WSK_BUF buffer{ mdl, 0, length };
    auto dispatch = static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH*>(m_socket->Dispatch);
    SyncRequest request;
    if (!request)
        return STATUS_INSUFFICIENT_RESOURCES;
    NTSTATUS status = request.Wait(dispatch->WskSend(m_socket, &buffer, 0, request.Get()));
    if (!NT_SUCCESS(status))
        return status;
    return request.Wait(dispatch->WskSend(m_socket, &buffer, 0, request.Get()));   // EXPECT(irp-reuse)
}

NTSTATUS WSKAPI TcpSocket::OnReceive(PVOID context, ULONG, PWSK_DATA_INDICATION data, SIZE_T indicated, SIZE_T*)
{
    auto* self = static_cast<TcpSocket*>(context);
    self->m_total += data->Buffer.Length;         // EXPECT(null-indication)
    self->m_total += indicated;
    return STATUS_SUCCESS;
}

NTSTATUS WSKAPI TcpSocket::OnDisconnect(PVOID context, ULONG flags)
{
    auto* self = static_cast<TcpSocket*>(context);
    InterlockedExchange(&self->m_gone, 1);
    if (!(flags & WSK_FLAG_ABORTIVE))
        self->Close();                            // EXPECT(wait-in-callback)
    return STATUS_SUCCESS;
}

} // namespace net

static net::Client g_client;
static net::UdpSocket* g_udp;

extern "C" void DrvUnload(PDRIVER_OBJECT)
{
    if (g_udp)
        g_udp->Close();
    g_client.Stop();
}

extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING)
{
    driver->DriverUnload = DrvUnload;
    return g_client.Start();
}
