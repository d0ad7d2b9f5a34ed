#pragma once
extern "C" {
#include <ntddk.h>
#include <wsk.h>
}

namespace net {

constexpr ULONG Tag = 'kcoS';

template <typename T>
class ScopeGuard {
public:
    explicit ScopeGuard(T action) : m_action(action), m_armed(true) {}
    ~ScopeGuard() { if (m_armed) m_action(); }
    void Dismiss() { m_armed = false; }
private:
    T m_action;
    bool m_armed;
};

// An IRP of our own with the event that its completion sets.
class SyncRequest {
public:
    SyncRequest() noexcept
    {
        KeInitializeEvent(&m_done, NotificationEvent, FALSE);
        m_irp = IoAllocateIrp(1, FALSE);
        if (m_irp)
            IoSetCompletionRoutine(m_irp, &SyncRequest::OnDone, &m_done, TRUE, TRUE, TRUE);
    }
    ~SyncRequest()
    {
        if (m_irp)
            IoFreeIrp(m_irp);
    }
    SyncRequest(const SyncRequest&) = delete;
    SyncRequest& operator=(const SyncRequest&) = delete;

    explicit operator bool() const { return m_irp != nullptr; }
    PIRP Get() const { return m_irp; }
    ULONG_PTR Information() const { return m_irp->IoStatus.Information; }

    NTSTATUS Wait(NTSTATUS status)
    {
        if (status == STATUS_PENDING) {
            KeWaitForSingleObject(&m_done, Executive, KernelMode, FALSE, nullptr);
            status = m_irp->IoStatus.Status;
        }
        return status;
    }
    void Reuse()
    {
        KeClearEvent(&m_done);
        IoReuseIrp(m_irp, STATUS_UNSUCCESSFUL);
        IoSetCompletionRoutine(m_irp, OnDone, &m_done, TRUE, TRUE, TRUE);
    }

private:
    static NTSTATUS OnDone(PDEVICE_OBJECT, PIRP, PVOID context)
    {
        KeSetEvent(static_cast<PKEVENT>(context), IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    PIRP m_irp = nullptr;
    KEVENT m_done;
};

class Client {
public:
    NTSTATUS Start();
    void Stop();
    const WSK_PROVIDER_NPI& Npi() const { return m_npi; }
private:
    WSK_REGISTRATION m_registration{};
    WSK_PROVIDER_NPI m_npi{};
    bool m_started = false;
};

class Socket {
public:
    explicit Socket(Client& client) : m_client(client) {}
    virtual ~Socket() { Close(); }
    NTSTATUS Close();
protected:
    const WSK_PROVIDER_BASIC_DISPATCH* Basic() const
    {
        return static_cast<const WSK_PROVIDER_BASIC_DISPATCH*>(m_socket->Dispatch);
    }
    Client& m_client;
    PWSK_SOCKET m_socket = nullptr;
};

class UdpSocket final : public Socket {
public:
    using Socket::Socket;
    NTSTATUS Open(USHORT port);
    NTSTATUS SendTo(PWSK_BUF buffer, PSOCKADDR to);
    NTSTATUS Pause();
private:
    static NTSTATUS WSKAPI ReceiveFrom(PVOID context, ULONG flags, PWSK_DATAGRAM_INDICATION head);
    static const WSK_CLIENT_DATAGRAM_DISPATCH s_events;
    LONG m_received = 0;
    PWSK_DATAGRAM_INDICATION m_last = nullptr;
};

class TcpSocket final : public Socket {
public:
    using Socket::Socket;
    NTSTATUS Connect(PSOCKADDR remote);
    NTSTATUS EnableEvents(bool enable);
    NTSTATUS Send(PVOID data, ULONG length);
private:
    static NTSTATUS WSKAPI OnReceive(PVOID context, ULONG flags, PWSK_DATA_INDICATION data, SIZE_T indicated, SIZE_T* accepted);
    static NTSTATUS WSKAPI OnDisconnect(PVOID context, ULONG flags);
    static const WSK_CLIENT_CONNECTION_DISPATCH s_events;
    SIZE_T m_total = 0;
    volatile LONG m_gone = 0;
};

} // namespace net
