// CASE: an owner of an IRP that is moved, detached, or frees what its completion routine has freed
#include <ntddk.h>
#include <wsk.h>
class Irp {
public:
    static Irp Allocate() { return Irp(IoAllocateIrp(1, FALSE)); } // OR(irp-leak)
    explicit Irp(PIRP p) noexcept : m_p(p) {}
    Irp(Irp&& o) noexcept : m_p(o.m_p) { o.m_p = nullptr; }
    Irp& operator=(Irp&& o) noexcept { if (this != &o) { Reset(); m_p = o.m_p; o.m_p = nullptr; } return *this; }
    ~Irp() { Reset(); }
    void Reset() { if (m_p) { IoFreeIrp(m_p); m_p = nullptr; } } // OR(irp-double-free)
    PIRP Get() const { return m_p; }
    PIRP Detach() { PIRP p = m_p; m_p = nullptr; return p; }
    explicit operator bool() const { return m_p != nullptr; }
private:
    PIRP m_p;
};
static NTSTATUS NTAPI Free(PDEVICE_OBJECT, PIRP i, PVOID) { IoFreeIrp(i); return STATUS_MORE_PROCESSING_REQUIRED; }
NTSTATUS Send(PWSK_SOCKET s, PWSK_BUF b)
{
    Irp irp = Irp::Allocate();
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
    if (b->Length == 0) return STATUS_INVALID_PARAMETER; // NOT(irp-leak)
    IoSetCompletionRoutine(irp.Get(), Free, nullptr, TRUE, TRUE, TRUE);
    return static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH*>(s->Dispatch)->WskSend(s, b, 0, irp.Detach());
}
NTSTATUS SendForgotDetach(PWSK_SOCKET s, PWSK_BUF b)
{
    Irp irp = Irp::Allocate();
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp.Get(), Free, nullptr, TRUE, TRUE, TRUE);
    return static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH*>(s->Dispatch)->WskSend(s, b, 0, irp.Get()); // OR(irp-double-free)
} // EXPECT(irp-double-free)
NTSTATUS Moved(PWSK_SOCKET s, PWSK_BUF b)
{
    auto first = Irp::Allocate();
    if (!first) return STATUS_INSUFFICIENT_RESOURCES;
    Irp second(static_cast<Irp&&>(first));
    IoSetCompletionRoutine(second.Get(), Free, nullptr, TRUE, TRUE, TRUE);
    return static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH*>(s->Dispatch)->WskSend(s, b, 0, second.Detach()); // NOT(irp-double-free)
}
NTSTATUS DetachedLeak(PWSK_BUF b)
{
    Irp irp = Irp::Allocate();  // OR(irp-leak)
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
    PIRP raw = irp.Detach();
    if (b->Length == 0) return STATUS_INVALID_PARAMETER; // EXPECT(irp-leak)
    IoFreeIrp(raw);
    return STATUS_SUCCESS;
}
