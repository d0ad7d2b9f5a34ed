// CASE: an owner made of a class template with a routine that frees; only one function sets the completion routine
#include <ntddk.h>
#include <wsk.h>
template <typename T, void (*Free)(T*)>
class Unique {
public:
    explicit Unique(T* p = nullptr) : m_p(p) {}
    Unique(Unique&& o) : m_p(o.m_p) { o.m_p = nullptr; }
    Unique(const Unique&) = delete;
    ~Unique() { if (m_p) Free(m_p); }
    T* get() const { return m_p; }
    T* operator->() const { return m_p; }
    explicit operator bool() const { return m_p != nullptr; }
    T* release() { T* p = m_p; m_p = nullptr; return p; }
private:
    T* m_p;
};
inline void FreeIrp(IRP* p) { IoFreeIrp(p); }
using UniqueIrp = Unique<IRP, FreeIrp>;
static NTSTATUS NTAPI Done(PDEVICE_OBJECT, PIRP, PVOID c) { KeSetEvent((PKEVENT)c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
NTSTATUS Right(PWSK_SOCKET s, PSOCKADDR a) {
    KEVENT ev; KeInitializeEvent(&ev, NotificationEvent, FALSE);
    UniqueIrp irp(IoAllocateIrp(1, FALSE));
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
    if (a->sa_family != AF_INET) return STATUS_INVALID_PARAMETER; // NOT(irp-leak)
    IoSetCompletionRoutine(irp.get(), Done, &ev, TRUE, TRUE, TRUE);
    auto d = static_cast<const WSK_PROVIDER_DATAGRAM_DISPATCH*>(s->Dispatch);
    NTSTATUS st = d->WskBind(s, a, 0, irp.get());
    if (st == STATUS_PENDING) { KeWaitForSingleObject(&ev, Executive, KernelMode, FALSE, nullptr); st = irp->IoStatus.Status; }
    return st;
}
NTSTATUS Wrong(PWSK_SOCKET s, PSOCKADDR a) {
    KEVENT ev; KeInitializeEvent(&ev, NotificationEvent, FALSE);
    UniqueIrp irp(IoAllocateIrp(1, FALSE));
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
    auto d = static_cast<const WSK_PROVIDER_DATAGRAM_DISPATCH*>(s->Dispatch);
    NTSTATUS st = d->WskBind(s, a, 0, irp.get()); // EXPECT(completion-missing)
    if (st == STATUS_PENDING) { KeWaitForSingleObject(&ev, Executive, KernelMode, FALSE, nullptr); st = irp->IoStatus.Status; }
    return st;
}
