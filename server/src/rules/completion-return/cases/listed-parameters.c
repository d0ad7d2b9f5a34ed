// CASE: a macro lists the routine's parameters
#include <ntddk.h>
#include <wsk.h>
#define COMPLETION_ARGS PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context
static NTSTATUS NTAPI Done(COMPLETION_ARGS)
{
    UNREFERENCED_PARAMETER(DeviceObject); UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_SUCCESS; // EXPECT(completion-return)
}
NTSTATUS CloseIt(PWSK_SOCKET s)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, Done, NULL, TRUE, TRUE, TRUE);
    return ((const WSK_PROVIDER_BASIC_DISPATCH *)s->Dispatch)->WskCloseSocket(s, irp);
}
