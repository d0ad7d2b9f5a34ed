// CASE: a class owns the IRP; one method forgets the reset
#include <ntddk.h>
#include <wsk.h>
class SyncIrp {
public:
    SyncIrp() : m_Irp(IoAllocateIrp(1, FALSE)) { KeInitializeEvent(&m_Event, SynchronizationEvent, FALSE); }
    ~SyncIrp() { if (m_Irp) IoFreeIrp(m_Irp); }
    bool Ok() const { return m_Irp != nullptr; }
    PIRP Arm() { IoReuseIrp(m_Irp, STATUS_UNSUCCESSFUL); KeClearEvent(&m_Event); IoSetCompletionRoutine(m_Irp, Signal, &m_Event, TRUE, TRUE, TRUE); return m_Irp; }
    NTSTATUS Wait(NTSTATUS st) {
        if (st == STATUS_PENDING) { KeWaitForSingleObject(&m_Event, Executive, KernelMode, FALSE, nullptr); st = m_Irp->IoStatus.Status; }
        return st;
    }
private:
    static NTSTATUS NTAPI Signal(PDEVICE_OBJECT, PIRP, PVOID c) { KeSetEvent(static_cast<PKEVENT>(c), 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
    PIRP m_Irp;
    KEVENT m_Event;
};
NTSTATUS BindConnect(PWSK_SOCKET s, PSOCKADDR l, PSOCKADDR r)
{
    auto d = static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(s->Dispatch);
    SyncIrp irp;
    if (!irp.Ok()) return STATUS_INSUFFICIENT_RESOURCES;
    NTSTATUS st = irp.Wait(d->WskBind(s, l, 0, irp.Arm()));
    if (NT_SUCCESS(st)) st = irp.Wait(d->WskConnect(s, r, 0, irp.Arm()));        // NOT(irp-reuse)
    return st;
}
