// CASE: the request lives in pool; delete runs its destructor, which frees the IRP
#include <ntddk.h>
#include <wsk.h>
void* __cdecl operator new(size_t n, POOL_TYPE t, ULONG tag) { return ExAllocatePoolWithTag(t, n, tag); }
void __cdecl operator delete(void* p, size_t) { ExFreePool(p); }
static NTSTATUS NTAPI OnSent(PDEVICE_OBJECT, PIRP irp, PVOID ctx);
class SendRequest {
public:
    SendRequest() : m_irp(IoAllocateIrp(1, FALSE)) {}
    ~SendRequest() { if (m_irp) IoFreeIrp(m_irp); }
    NTSTATUS Go(PWSK_SOCKET s, PWSK_BUF b)
    {
        if (!m_irp) { delete this; return STATUS_INSUFFICIENT_RESOURCES; }
        IoSetCompletionRoutine(m_irp, OnSent, this, TRUE, TRUE, TRUE);
        return static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH*>(s->Dispatch)->WskSend(s, b, 0, m_irp);
    }
    PIRP m_irp;
};
static NTSTATUS NTAPI OnSent(PDEVICE_OBJECT, PIRP irp, PVOID ctx)
{
    UNREFERENCED_PARAMETER(irp);
    delete static_cast<SendRequest*>(ctx);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
NTSTATUS Send(PWSK_SOCKET s, PWSK_BUF b)
{
    auto r = new (NonPagedPool, 'dneS') SendRequest;
    if (!r) return STATUS_INSUFFICIENT_RESOURCES;
    return r->Go(s, b); // NOT(irp-leak)
}
static NTSTATUS NTAPI OnSentWrong(PDEVICE_OBJECT, PIRP irp, PVOID ctx)
{
    delete static_cast<SendRequest*>(ctx);
    IoFreeIrp(irp); // EXPECT(irp-double-free)
    return STATUS_MORE_PROCESSING_REQUIRED;
}
NTSTATUS SendWrong(PWSK_SOCKET s, PWSK_BUF b)
{
    auto r = new (NonPagedPool, 'dneS') SendRequest;
    if (!r) return STATUS_INSUFFICIENT_RESOURCES;
    if (!r->m_irp) { delete r; return STATUS_INSUFFICIENT_RESOURCES; }
    IoSetCompletionRoutine(r->m_irp, OnSentWrong, r, TRUE, TRUE, TRUE);
    return static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH*>(s->Dispatch)->WskSend(s, b, 0, r->m_irp);
}
