// CASE: a helper that only checks raises the exception; one handler forgets the IRP
#include <ntddk.h>
#include <wsk.h>
static VOID Check(PVOID p, SIZE_T n) { if (n > 100) ExRaiseStatus(STATUS_INVALID_PARAMETER); ProbeForRead(p, n, 1); }
static NTSTATUS NTAPI Free(PDEVICE_OBJECT d, PIRP i, PVOID c) { UNREFERENCED_PARAMETER(d); UNREFERENCED_PARAMETER(c); IoFreeIrp(i); return STATUS_MORE_PROCESSING_REQUIRED; }
NTSTATUS Send(PWSK_SOCKET s, PWSK_BUF b, PVOID user, SIZE_T n)
{
    PIRP irp = IoAllocateIrp(1, FALSE); // OR(irp-leak)
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
    __try { Check(user, n); }
    __except (EXCEPTION_EXECUTE_HANDLER) { return GetExceptionCode(); } // EXPECT(irp-leak)
    IoSetCompletionRoutine(irp, Free, NULL, TRUE, TRUE, TRUE);
    return ((const WSK_PROVIDER_CONNECTION_DISPATCH *)s->Dispatch)->WskSend(s, b, 0, irp);
}
NTSTATUS SendRight(PWSK_SOCKET s, PWSK_BUF b, PVOID user, SIZE_T n)
{
    NTSTATUS st = STATUS_SUCCESS;
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
    __try { Check(user, n); }
    __except (EXCEPTION_EXECUTE_HANDLER) { st = GetExceptionCode(); IoFreeIrp(irp); return st; }
    IoSetCompletionRoutine(irp, Free, NULL, TRUE, TRUE, TRUE);
    return ((const WSK_PROVIDER_CONNECTION_DISPATCH *)s->Dispatch)->WskSend(s, b, 0, irp);
}
