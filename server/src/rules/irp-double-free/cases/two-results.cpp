// CASE: a function returns the status and the IRP together
#include <ntddk.h>
#include <wsk.h>
struct Result { NTSTATUS status; PIRP irp; };
static Result Alloc() { PIRP i = IoAllocateIrp(1, FALSE); if (!i) return { STATUS_INSUFFICIENT_RESOURCES, nullptr }; return { STATUS_SUCCESS, i }; }
static NTSTATUS NTAPI Free(PDEVICE_OBJECT, PIRP i, PVOID) { IoFreeIrp(i); return STATUS_MORE_PROCESSING_REQUIRED; }
NTSTATUS Right(PWSK_SOCKET s)
{
    auto [st, irp] = Alloc();
    if (!NT_SUCCESS(st)) return st;
    IoSetCompletionRoutine(irp, Free, nullptr, TRUE, TRUE, TRUE);
    return static_cast<const WSK_PROVIDER_BASIC_DISPATCH*>(s->Dispatch)->WskCloseSocket(s, irp);
}
NTSTATUS Wrong(PWSK_SOCKET s)
{
    auto [st, irp] = Alloc();
    if (!NT_SUCCESS(st)) return st;
    IoSetCompletionRoutine(irp, Free, nullptr, TRUE, TRUE, TRUE);
    st = static_cast<const WSK_PROVIDER_BASIC_DISPATCH*>(s->Dispatch)->WskCloseSocket(s, irp);
    if (!NT_SUCCESS(st)) IoFreeIrp(irp); // EXPECT(irp-double-free)
    return st;
}
