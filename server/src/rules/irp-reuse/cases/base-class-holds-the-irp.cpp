// CASE: the base class allocates and frees the IRP, the class sends it; one function reuses it, the other forgets
#include <ntddk.h>
#include <wsk.h>
class IrpBase {
protected:
    IrpBase() : m_irp(IoAllocateIrp(1, FALSE)) {}
    ~IrpBase() { if (m_irp) IoFreeIrp(m_irp); }
    PIRP m_irp;
};
class SyncRequest : private IrpBase {
public:
    SyncRequest() { KeInitializeEvent(&m_ev, NotificationEvent, FALSE); if (m_irp) IoSetCompletionRoutine(m_irp, Done, &m_ev, TRUE, TRUE, TRUE); }
    explicit operator bool() const { return m_irp != nullptr; }
    operator PIRP() const { return m_irp; }
    void Reuse() { IoReuseIrp(m_irp, STATUS_SUCCESS); KeClearEvent(&m_ev); IoSetCompletionRoutine(m_irp, Done, &m_ev, TRUE, TRUE, TRUE); }
    NTSTATUS Result(NTSTATUS st) { if (st == STATUS_PENDING) { KeWaitForSingleObject(&m_ev, Executive, KernelMode, FALSE, nullptr); st = m_irp->IoStatus.Status; } return st; }
private:
    static NTSTATUS NTAPI Done(PDEVICE_OBJECT, PIRP, PVOID c) { KeSetEvent((PKEVENT)c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
    KEVENT m_ev;
};
NTSTATUS Right(PWSK_SOCKET s, PSOCKADDR a)
{
    SyncRequest r;
    if (!r) return STATUS_INSUFFICIENT_RESOURCES;
    auto d = (const WSK_PROVIDER_LISTEN_DISPATCH*)s->Dispatch;
    auto st = r.Result(d->WskBind(s, a, 0, r));
    if (!NT_SUCCESS(st)) return st;
    r.Reuse();
    return r.Result(d->WskGetLocalAddress(s, a, r)); // NOT(irp-reuse)
}
NTSTATUS Wrong(PWSK_SOCKET s, PSOCKADDR a)
{
    SyncRequest r;
    if (!r) return STATUS_INSUFFICIENT_RESOURCES;
    auto d = (const WSK_PROVIDER_LISTEN_DISPATCH*)s->Dispatch;
    auto st = r.Result(d->WskBind(s, a, 0, r));
    if (!NT_SUCCESS(st)) return st;
    return r.Result(d->WskGetLocalAddress(s, a, r)); // EXPECT(irp-reuse)
}
