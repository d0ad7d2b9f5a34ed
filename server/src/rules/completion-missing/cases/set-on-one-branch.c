// CASE: the routine is set on one branch only
#include <ntddk.h>
#include <wsk.h>
static NTSTATUS NTAPI Drop(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    (void)d; (void)c;
    IoFreeIrp(i);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
NTSTATUS Send(PWSK_SOCKET s, PWSK_BUF b, PVOID ctx)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) return STATUS_NO_MEMORY;
    if (ctx != NULL)
        IoSetCompletionRoutine(irp, Drop, ctx, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskSend(s, b, 0, irp);   // EXPECT(completion-missing)
}
NTSTATUS Send2(PWSK_SOCKET s, PWSK_BUF b, PVOID ctx)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) return STATUS_NO_MEMORY;
    IoSetCompletionRoutine(irp, ctx ? Drop : Drop, ctx, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskSend(s, b, 0, irp);   // NOT(completion-missing)
}
