// CASE: a template hands its arguments on to the provider's function
#include <ntddk.h>
#include <wsk.h>
static NTSTATUS NTAPI Done(PDEVICE_OBJECT, PIRP, PVOID c) { KeSetEvent((PKEVENT)c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
template <typename Fn, typename... Args>
NTSTATUS Call(Fn fn, Args... args)
{
    KEVENT ev; KeInitializeEvent(&ev, NotificationEvent, FALSE);
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, Done, &ev, TRUE, TRUE, TRUE);
    NTSTATUS st = fn(args..., irp);
    if (st == STATUS_PENDING) { KeWaitForSingleObject(&ev, Executive, KernelMode, FALSE, nullptr); st = irp->IoStatus.Status; }
    IoFreeIrp(irp);
    return st;
}
NTSTATUS Bind(PWSK_SOCKET s, PSOCKADDR a)
{
    auto d = static_cast<const WSK_PROVIDER_LISTEN_DISPATCH*>(s->Dispatch);
    return Call(d->WskBind, s, a, 0ul); // NOT(irp-leak)
}
NTSTATUS BindFlag(PWSK_SOCKET s, PSOCKADDR a)
{
    auto d = static_cast<const WSK_PROVIDER_LISTEN_DISPATCH*>(s->Dispatch);
    return Call(d->WskBind, s, a, 1ul); // EXPECT(operation-flags)
}
