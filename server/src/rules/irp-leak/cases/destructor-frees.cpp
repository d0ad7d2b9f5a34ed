// CASE: destructors free; unique owner with Detach
// CLEAN
#include <ntddk.h>
#include <wsk.h>
class Irp {
public:
    Irp() : p(IoAllocateIrp(1, FALSE)) {}
    ~Irp() { if (p) IoFreeIrp(p); }
    PIRP Get() const { return p; }
    PIRP Detach() { PIRP t = p; p = nullptr; return t; }
private:
    PIRP p;
};
static NTSTATUS NTAPI Drop(PDEVICE_OBJECT, PIRP i, PVOID) { IoFreeIrp(i); return STATUS_MORE_PROCESSING_REQUIRED; }
static NTSTATUS NTAPI Sig(PDEVICE_OBJECT, PIRP, PVOID c) { KeSetEvent(reinterpret_cast<PKEVENT>(c), 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
NTSTATUS Sync(PWSK_SOCKET s, PWSK_BUF b)
{
    Irp irp;
    KEVENT e;
    if (!irp.Get()) return STATUS_NO_MEMORY;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp.Get(), Sig, &e, TRUE, TRUE, TRUE);
    NTSTATUS st = reinterpret_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(s->Dispatch)->WskSend(s, b, 0, irp.Get());
    if (st == STATUS_PENDING) {
        KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, nullptr);
        st = irp.Get()->IoStatus.Status;
    }
    return st;
}
NTSTATUS Async(PWSK_SOCKET s, PWSK_BUF b)
{
    Irp irp;
    if (!irp.Get()) return STATUS_NO_MEMORY;
    IoSetCompletionRoutine(irp.Get(), Drop, nullptr, TRUE, TRUE, TRUE);
    return reinterpret_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(s->Dispatch)->WskSend(s, b, 0, irp.Detach());
}
