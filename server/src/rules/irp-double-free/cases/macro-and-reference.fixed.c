// CASE: frees through a macro that clears, a helper that takes the address, and a real double
#include <ntddk.h>
#include <wsk.h>
#define SAFE_FREE_IRP(p) do { if (p) { IoFreeIrp(p); (p) = NULL; } } while (0)
static VOID FreeIrpRef(PIRP *p) { if (*p != NULL) { IoFreeIrp(*p); *p = NULL; } }
static NTSTATUS NTAPI Sig(PDEVICE_OBJECT d, PIRP i, PVOID c) { (void)d; (void)i; KeSetEvent((PKEVENT)c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
NTSTATUS A(PWSK_SOCKET s, PWSK_BUF b)
{
    KEVENT e; NTSTATUS st = STATUS_NO_MEMORY; PIRP irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) goto out;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
    st = ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskSend(s, b, 0, irp);
    if (st == STATUS_PENDING) { KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL); st = irp->IoStatus.Status; }
    SAFE_FREE_IRP(irp);
out:
    SAFE_FREE_IRP(irp);                                      // NOT(irp-double-free)
    return st;
}
NTSTATUS B(PWSK_SOCKET s, PWSK_BUF b)
{
    KEVENT e; NTSTATUS st; PIRP irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) return STATUS_NO_MEMORY;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
    st = ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskSend(s, b, 0, irp);
    if (st == STATUS_PENDING) { KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL); st = irp->IoStatus.Status; }
    FreeIrpRef(&irp);
    FreeIrpRef(&irp);                                        // NOT(irp-double-free)
    return st;
}
NTSTATUS C(PWSK_SOCKET s, PWSK_BUF b)
{
    KEVENT e; NTSTATUS st; PIRP irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) return STATUS_NO_MEMORY;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
    st = ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskSend(s, b, 0, irp);
    if (st == STATUS_PENDING) { KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL); st = irp->IoStatus.Status; }
    FreeIrpRef(&irp);
    return st;
}
