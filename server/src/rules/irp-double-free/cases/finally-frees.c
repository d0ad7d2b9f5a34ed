// CASE: SEH: __finally frees an IRP that the routine frees; a __finally with a NULLed pointer
#include <ntddk.h>
#include <wsk.h>
static NTSTATUS NTAPI FreeIt(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    (void)d; (void)c;
    IoFreeIrp(i);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
NTSTATUS Bad(PWSK_SOCKET s, PWSK_BUF b)
{
    PIRP irp = NULL;
    NTSTATUS st = STATUS_UNSUCCESSFUL;
    __try {
        irp = IoAllocateIrp(1, FALSE);
        if (irp == NULL) {
            st = STATUS_INSUFFICIENT_RESOURCES;
            __leave;
        }
        IoSetCompletionRoutine(irp, FreeIt, NULL, TRUE, TRUE, TRUE);
        st = ((const WSK_PROVIDER_CONNECTION_DISPATCH *)s->Dispatch)->WskSend(s, b, 0, irp);
    } __finally {
        if (irp != NULL && st != STATUS_PENDING)
            IoFreeIrp(irp);                     // EXPECT(irp-double-free)
    }
    return st;
}
NTSTATUS Good(PWSK_SOCKET s, PWSK_BUF b, ULONG len)
{
    PIRP irp = NULL;
    NTSTATUS st = STATUS_UNSUCCESSFUL;
    __try {
        irp = IoAllocateIrp(1, FALSE);
        if (irp == NULL) {
            st = STATUS_INSUFFICIENT_RESOURCES;
            __leave;
        }
        if (len == 0) {
            st = STATUS_INVALID_PARAMETER;
            __leave;
        }
        IoSetCompletionRoutine(irp, FreeIt, NULL, TRUE, TRUE, TRUE);
        st = ((const WSK_PROVIDER_CONNECTION_DISPATCH *)s->Dispatch)->WskSend(s, b, 0, irp);
        irp = NULL;
    } __finally {
        if (irp != NULL)
            IoFreeIrp(irp);                     // NOT(irp-double-free)
    }
    return st;
}
