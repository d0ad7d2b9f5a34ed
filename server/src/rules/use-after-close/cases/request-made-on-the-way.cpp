// CASE: the request is an object without a name
#include <ntddk.h>
#include <wsk.h>
static NTSTATUS NTAPI Done(PDEVICE_OBJECT, PIRP, PVOID c) { KeSetEvent((PKEVENT)c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
struct SyncIrp {
    SyncIrp() : irp(IoAllocateIrp(1, FALSE)) { KeInitializeEvent(&ev, NotificationEvent, FALSE); if (irp) IoSetCompletionRoutine(irp, Done, &ev, TRUE, TRUE, TRUE); }
    ~SyncIrp() { if (irp) IoFreeIrp(irp); }
    template <typename F> NTSTATUS Run(F f) {
        if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
        NTSTATUS st = f(irp);
        if (st == STATUS_PENDING) { KeWaitForSingleObject(&ev, Executive, KernelMode, FALSE, nullptr); st = irp->IoStatus.Status; }
        return st;
    }
    PIRP irp; KEVENT ev;
};
NTSTATUS Bind(PWSK_SOCKET s, PSOCKADDR a)
{
    return SyncIrp().Run([&](PIRP i) { return static_cast<const WSK_PROVIDER_LISTEN_DISPATCH*>(s->Dispatch)->WskBind(s, a, 0, i); }); // NOT(irp-leak)
}
NTSTATUS Close(PWSK_SOCKET s)
{
    return SyncIrp{}.Run([&](PIRP i) { return static_cast<const WSK_PROVIDER_BASIC_DISPATCH*>(s->Dispatch)->WskCloseSocket(s, i); });
}
NTSTATUS CloseAndUse(PWSK_SOCKET s, PSOCKADDR a)
{
    NTSTATUS st = Close(s);
    if (!NT_SUCCESS(st)) return st;
    return Bind(s, a); // EXPECT(use-after-close)
}
