// CASE: a member's destructor frees the IRP when the object that holds it ends
#include <ntddk.h>
#include <wsk.h>
class Irp {
public:
    Irp() { m_irp = IoAllocateIrp(1, FALSE); }
    ~Irp() { if (m_irp) IoFreeIrp(m_irp); }
    PIRP m_irp;
};
static NTSTATUS NTAPI Done(PDEVICE_OBJECT, PIRP, PVOID c) { KeSetEvent((PKEVENT)c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
class Request {
public:
    Request() { KeInitializeEvent(&m_ev, NotificationEvent, FALSE); if (m_holder.m_irp) IoSetCompletionRoutine(m_holder.m_irp, Done, &m_ev, TRUE, TRUE, TRUE); }
    bool ok() const { return m_holder.m_irp != NULL; }
    PIRP irp() { return m_holder.m_irp; }
    NTSTATUS wait(NTSTATUS st) { if (st == STATUS_PENDING) { KeWaitForSingleObject(&m_ev, Executive, KernelMode, FALSE, NULL); st = m_holder.m_irp->IoStatus.Status; } return st; }
private:
    Irp m_holder;
    KEVENT m_ev;
};
NTSTATUS Right(PWSK_SOCKET s, PSOCKADDR a) {
    Request r;
    if (!r.ok()) return STATUS_INSUFFICIENT_RESOURCES;
    auto d = (const WSK_PROVIDER_LISTEN_DISPATCH*)s->Dispatch;
    return r.wait(d->WskBind(s, a, 0, r.irp())); // NOT(irp-leak)
}
NTSTATUS Twice(PWSK_SOCKET s, PSOCKADDR a) {
    Request r;
    if (!r.ok()) return STATUS_INSUFFICIENT_RESOURCES;
    auto d = (const WSK_PROVIDER_LISTEN_DISPATCH*)s->Dispatch;
    NTSTATUS st = r.wait(d->WskBind(s, a, 0, r.irp()));
    if (!NT_SUCCESS(st)) return st;
    return r.wait(d->WskGetLocalAddress(s, a, r.irp())); // EXPECT(irp-reuse)
}
NTSTATUS FreedTwice(PWSK_SOCKET s, PSOCKADDR a) {
    Request r; // OR(irp-double-free)
    if (!r.ok()) return STATUS_INSUFFICIENT_RESOURCES;
    auto d = (const WSK_PROVIDER_LISTEN_DISPATCH*)s->Dispatch;
    NTSTATUS st = r.wait(d->WskBind(s, a, 0, r.irp()));
    IoFreeIrp(r.irp()); // OR(irp-double-free)
    return st;
} // EXPECT(irp-double-free)
