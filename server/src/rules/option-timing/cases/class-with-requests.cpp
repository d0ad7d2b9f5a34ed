// CASE: a class makes the calls, another one owns IRP and event; its constructor is not followed
extern "C" {
#include <ntddk.h>
#include <wsk.h>
}
namespace net {
static NTSTATUS NTAPI Done(PDEVICE_OBJECT, PIRP, PVOID c) { KeSetEvent(static_cast<PRKEVENT>(c), 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
class Request {
public:
    Request() : m_irp(IoAllocateIrp(1, FALSE)) { KeInitializeEvent(&m_event, SynchronizationEvent, FALSE); }
    ~Request() { if (m_irp) IoFreeIrp(m_irp); }
    PIRP Arm() { IoReuseIrp(m_irp, STATUS_UNSUCCESSFUL); KeClearEvent(&m_event); IoSetCompletionRoutine(m_irp, Done, &m_event, TRUE, TRUE, TRUE); return m_irp; }
    NTSTATUS Wait(NTSTATUS s) { if (s == STATUS_PENDING) { KeWaitForSingleObject(&m_event, Executive, KernelMode, FALSE, nullptr); } return m_irp->IoStatus.Status; }
    ULONG_PTR Information() const { return m_irp->IoStatus.Information; }
    explicit operator bool() const { return m_irp != nullptr; }
private:
    PIRP m_irp; KEVENT m_event;
};
class Listener {
public:
    Listener(const WSK_PROVIDER_NPI &npi) : m_npi(npi), m_socket(nullptr) {}
    NTSTATUS Open(const WSK_CLIENT_LISTEN_DISPATCH *table)
    {
        Request r;
        if (!r) return STATUS_INSUFFICIENT_RESOURCES;
        NTSTATUS s = r.Wait(m_npi.Dispatch->WskSocket(m_npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, this, table, nullptr, nullptr, nullptr, r.Arm()));
        if (NT_SUCCESS(s)) m_socket = reinterpret_cast<PWSK_SOCKET>(r.Information());
        return s;
    }
    NTSTATUS Bind(PSOCKADDR a) { Request r; if (!r) return STATUS_INSUFFICIENT_RESOURCES; return r.Wait(Ops().WskBind(m_socket, a, 0, r.Arm())); }
    NTSTATUS Accept() { Request r; if (!r) return STATUS_INSUFFICIENT_RESOURCES; return r.Wait(Ops().WskAccept(m_socket, 0, nullptr, nullptr, nullptr, nullptr, r.Arm())); }
    NTSTATUS Set(ULONG code, ULONG value, ULONG level = SOL_SOCKET)
    {
        Request r;
        if (!r) return STATUS_INSUFFICIENT_RESOURCES;
        return r.Wait(Ops().Basic.WskControlSocket(m_socket, WskSetOption, code, level, sizeof(value), &value, 0, nullptr, nullptr, r.Arm()));
    }
    NTSTATUS Enable(ULONG mask)
    {
        WSK_EVENT_CALLBACK_CONTROL c{ &NPI_WSK_INTERFACE_ID, mask };
        return Ops().Basic.WskControlSocket(m_socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof c, &c, 0, nullptr, nullptr, nullptr);
    }
    NTSTATUS Start(PSOCKADDR a) { NTSTATUS s = Open(nullptr); if (NT_SUCCESS(s)) s = Set(SO_EXCLUSIVEADDRUSE, 1); if (NT_SUCCESS(s)) s = Bind(a); if (NT_SUCCESS(s)) s = Accept(); return s; }
    NTSTATUS Start2(PSOCKADDR a) { NTSTATUS s = Open(nullptr); if (NT_SUCCESS(s)) s = Bind(a);
        if (NT_SUCCESS(s)) s = Set(SO_EXCLUSIVEADDRUSE, 1); // EXPECT(option-timing)
        return s; }
    NTSTATUS Start3() { NTSTATUS s = Open(nullptr);
        if (NT_SUCCESS(s)) s = Accept(); // EXPECT(unbound-operation)
        return s; }
    NTSTATUS Start4() { return Set(SO_BROADCAST, 1); } // EXPECT(option-category)
    NTSTATUS Start5() { return Set(SO_KEEPALIVE, 1, IPPROTO_TCP); } // EXPECT(control-level)
    void Close() { Request r; if (!r || !m_socket) return; r.Wait(Ops().Basic.WskCloseSocket(m_socket, r.Arm())); m_socket = nullptr; }
private:
    const WSK_PROVIDER_LISTEN_DISPATCH &Ops() const { return *static_cast<const WSK_PROVIDER_LISTEN_DISPATCH *>(m_socket->Dispatch); }
    const WSK_PROVIDER_NPI &m_npi;
    PWSK_SOCKET m_socket;
};
}
