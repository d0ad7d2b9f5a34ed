// CASE: a C++ scope guard owns the IRP; a raw twin leaks on an early exit
extern "C" {
#include <ntddk.h>
#include <wsk.h>
}
class IrpHolder {
    PIRP m_irp;
    KEVENT m_event;
    static NTSTATUS NTAPI Signal(PDEVICE_OBJECT, PIRP, PVOID c)
    {
        KeSetEvent(static_cast<PKEVENT>(c), IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
public:
    IrpHolder() : m_irp(IoAllocateIrp(1, FALSE))
    {
        KeInitializeEvent(&m_event, SynchronizationEvent, FALSE);
        if (m_irp)
            IoSetCompletionRoutine(m_irp, Signal, &m_event, TRUE, TRUE, TRUE);
    }
    ~IrpHolder()
    {
        if (m_irp)
            IoFreeIrp(m_irp);
    }
    bool Ok() const { return m_irp != nullptr; }
    PIRP Get() const { return m_irp; }
    NTSTATUS Wait(NTSTATUS st)
    {
        if (st == STATUS_PENDING) {
            KeWaitForSingleObject(&m_event, Executive, KernelMode, FALSE, nullptr);
            st = m_irp->IoStatus.Status;
        }
        return st;
    }
};
NTSTATUS BindTo(PWSK_SOCKET s, PSOCKADDR a)
{
    IrpHolder irp;
    if (!irp.Ok())
        return STATUS_INSUFFICIENT_RESOURCES;
    auto d = static_cast<const WSK_PROVIDER_DATAGRAM_DISPATCH *>(s->Dispatch);
    return irp.Wait(d->WskBind(s, a, 0, irp.Get()));    // NOT(irp-leak)
}
NTSTATUS NTAPI FreeIt(PDEVICE_OBJECT, PIRP i, PVOID)
{
    IoFreeIrp(i);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
NTSTATUS Raw(PWSK_SOCKET s, PSOCKADDR a)
{
    PIRP irp = IoAllocateIrp(1, FALSE);         // OR(irp-leak)
    if (irp == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    if (a->sa_family != AF_INET)
        return STATUS_INVALID_PARAMETER;        // EXPECT(irp-leak)
    IoSetCompletionRoutine(irp, FreeIt, nullptr, TRUE, TRUE, TRUE);
    auto d = static_cast<const WSK_PROVIDER_DATAGRAM_DISPATCH *>(s->Dispatch);
    return d->WskBind(s, a, 0, irp);
}
