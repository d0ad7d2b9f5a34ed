// CASE: a template's owner frees through a class that is its parameter; the completion routine has such an owner too
#include <ntddk.h>
#include <wsk.h>
struct FreesIrp { void operator()(PIRP p) const { IoFreeIrp(p); } }; // OR(irp-double-free)
template <typename T, typename Deleter> class Owner {
public:
    explicit Owner(T *p) : m_p(p) {}
    ~Owner() { if (m_p) Deleter()(m_p); } // OR(irp-double-free)
    Owner(const Owner &) = delete;
    T *Get() const { return m_p; }
    T *Release() { T *p = m_p; m_p = nullptr; return p; }
private:
    T *m_p;
};
using OwnedIrp = Owner<IRP, FreesIrp>;
static NTSTATUS NTAPI Done(PDEVICE_OBJECT, PIRP irp, PVOID)
{
    OwnedIrp owned(irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
NTSTATUS Keeps(PWSK_SOCKET s, PWSK_BUF b)
{
    OwnedIrp irp(IoAllocateIrp(1, FALSE));
    if (!irp.Get()) return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp.Get(), Done, nullptr, TRUE, TRUE, TRUE);
    return static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(s->Dispatch)->WskSend(s, b, 0, irp.Get()); // EXPECT(irp-double-free)
}
NTSTATUS Hands(PWSK_SOCKET s, PWSK_BUF b)
{
    OwnedIrp irp(IoAllocateIrp(1, FALSE));
    if (!irp.Get()) return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp.Get(), Done, nullptr, TRUE, TRUE, TRUE);
    return static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(s->Dispatch)->WskSend(s, b, 0, irp.Release()); // NOT(irp-double-free)
}
