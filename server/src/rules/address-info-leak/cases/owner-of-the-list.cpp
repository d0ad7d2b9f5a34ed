// CASE: the list's owner frees it; the request is finished by a call of the object
#include <ntddk.h>
#include <wsk.h>
class AddrInfo {
public:
    explicit AddrInfo(const WSK_PROVIDER_NPI& n) : m_n(n) {}
    ~AddrInfo() { if (m_p) m_n.Dispatch->WskFreeAddressInfo(m_n.Client, m_p); }
    PADDRINFOEXW* out() { return &m_p; }
    PADDRINFOEXW get() const { return m_p; }
private:
    const WSK_PROVIDER_NPI& m_n;
    PADDRINFOEXW m_p = nullptr;
};
NTSTATUS WaitFor(PIRP, PKEVENT, NTSTATUS);
static NTSTATUS NTAPI Done(PDEVICE_OBJECT, PIRP, PVOID c) { KeSetEvent((PKEVENT)c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
struct Req {
    KEVENT ev; PIRP irp;
    Req() { KeInitializeEvent(&ev, NotificationEvent, FALSE); irp = IoAllocateIrp(1, FALSE); if (irp) IoSetCompletionRoutine(irp, Done, &ev, TRUE, TRUE, TRUE); }
    ~Req() { if (irp) IoFreeIrp(irp); }
    NTSTATUS operator()(NTSTATUS st) { if (st == STATUS_PENDING) { KeWaitForSingleObject(&ev, Executive, KernelMode, FALSE, nullptr); st = irp->IoStatus.Status; } return st; }
};
NTSTATUS Resolve(const WSK_PROVIDER_NPI& n, PUNICODE_STRING host, PSOCKADDR out)
{
    Req r;
    if (!r.irp) return STATUS_INSUFFICIENT_RESOURCES;
    AddrInfo info(n);
    NTSTATUS st = r(n.Dispatch->WskGetAddressInfo(n.Client, host, nullptr, 0, nullptr, nullptr, info.out(), nullptr, nullptr, r.irp)); // NOT(address-info-leak)
    if (NT_SUCCESS(st) && info.get()) *out = *info.get()->ai_addr;
    return st;
}
NTSTATUS ResolveLeak(const WSK_PROVIDER_NPI& n, PUNICODE_STRING host, PSOCKADDR out)
{
    Req r;
    if (!r.irp) return STATUS_INSUFFICIENT_RESOURCES;
    PADDRINFOEXW info = nullptr;
    NTSTATUS st = r(n.Dispatch->WskGetAddressInfo(n.Client, host, nullptr, 0, nullptr, nullptr, &info, nullptr, nullptr, r.irp)); // EXPECT(address-info-leak)
    if (NT_SUCCESS(st) && info) *out = *info->ai_addr;
    return st;
}
