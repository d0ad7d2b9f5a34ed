// CASE: && where || was meant: one of the two may be NULL
#include <ntddk.h>
#include <wsk.h>
static NTSTATUS NTAPI Drop(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    (void)d; (void)c;
    IoFreeIrp(i);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
NTSTATUS Both(PWSK_SOCKET a, PWSK_SOCKET b)
{
    PIRP one = IoAllocateIrp(1, FALSE);
    PIRP two = IoAllocateIrp(1, FALSE);
    if (one == NULL && two == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(one, Drop, NULL, TRUE, TRUE, TRUE);          // EXPECT(irp-null-check)
    ((PWSK_PROVIDER_BASIC_DISPATCH)a->Dispatch)->WskCloseSocket(a, one);
    IoSetCompletionRoutine(two, Drop, NULL, TRUE, TRUE, TRUE);          // EXPECT(irp-null-check)
    ((PWSK_PROVIDER_BASIC_DISPATCH)b->Dispatch)->WskCloseSocket(b, two);
    return STATUS_SUCCESS;
}
