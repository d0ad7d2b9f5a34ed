// CASE: named constants, Ex variant, macro with the flags, wrapper with flags
#include <ntddk.h>
#include <wsk.h>
#define ON_CANCEL FALSE
#define ARM(irp, fn, ctx) IoSetCompletionRoutine(irp, fn, ctx, TRUE, FALSE, TRUE)
static NTSTATUS NTAPI Drop(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    (void)d; (void)c;
    IoFreeIrp(i);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
static void Arm(PIRP irp, BOOLEAN ok, BOOLEAN err, BOOLEAN cancel) { IoSetCompletionRoutine(irp, Drop, NULL, ok, err, cancel); }
NTSTATUS S1(PWSK_SOCKET s, PWSK_BUF b)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) return STATUS_NO_MEMORY;
    IoSetCompletionRoutine(irp, Drop, NULL, TRUE, TRUE, ON_CANCEL);        // EXPECT(completion-invoke-flags)
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskSend(s, b, 0, irp);
}
NTSTATUS S2(PWSK_SOCKET s, PWSK_BUF b)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) return STATUS_NO_MEMORY;
    ARM(irp, Drop, NULL);                                               // EXPECT(completion-invoke-flags)
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskSend(s, b, 0, irp);
}
NTSTATUS S3(PWSK_SOCKET s, PWSK_BUF b)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) return STATUS_NO_MEMORY;
    Arm(irp, TRUE, TRUE, FALSE);                                          // EXPECT(completion-invoke-flags)
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskSend(s, b, 0, irp);
}
NTSTATUS S4(PDEVICE_OBJECT dev, PWSK_SOCKET s, PWSK_BUF b)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) return STATUS_NO_MEMORY;
    if (!NT_SUCCESS(IoSetCompletionRoutineEx(dev, irp, Drop, NULL, FALSE, TRUE, TRUE))) {      // EXPECT(completion-invoke-flags)
        IoFreeIrp(irp);
        return STATUS_UNSUCCESSFUL;
    }
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskSend(s, b, 0, irp);
}
NTSTATUS DispatchForward(PDEVICE_OBJECT dev, PIRP Irp)
{
    PWSK_SOCKET s = (PWSK_SOCKET)dev->DeviceExtension;
    IoSetCompletionRoutine(Irp, NULL, NULL, FALSE, FALSE, FALSE);      // NOT(completion-invoke-flags)
    return ((PWSK_PROVIDER_BASIC_DISPATCH)s->Dispatch)->WskCloseSocket(s, Irp);
}
NTSTATUS S5(PWSK_SOCKET s, PWSK_BUF b, BOOLEAN all)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) return STATUS_NO_MEMORY;
    Arm(irp, all, all, all);                                          // NOT(completion-invoke-flags)
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskSend(s, b, 0, irp);
}
