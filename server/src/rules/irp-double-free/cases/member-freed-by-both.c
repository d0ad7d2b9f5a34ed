// CASE: freed in the routine and by the waiter through the context
#include <ntddk.h>
#include <wsk.h>
static NTSTATUS NTAPI Drop(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    UNREFERENCED_PARAMETER(d); UNREFERENCED_PARAMETER(c);
    IoFreeIrp(i);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
static NTSTATUS NTAPI Sig(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    UNREFERENCED_PARAMETER(d); UNREFERENCED_PARAMETER(i);
    KeSetEvent((PKEVENT)c, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
typedef PWSK_PROVIDER_CONNECTION_DISPATCH CD;
typedef struct _K { PIRP Irp; KEVENT E; PWSK_SOCKET Socket; } K;
static NTSTATUS NTAPI SigFree(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    KeSetEvent(&((K *)c)->E, 0, FALSE);
    IoFreeIrp(irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
static VOID Cleanup(K *k) { if (k->Irp) { IoFreeIrp(k->Irp); k->Irp = NULL; } }   // OR(irp-double-free)
NTSTATUS Bad(K *k)
{
    k->Irp = IoAllocateIrp(1, FALSE);
    if (!k->Irp) return STATUS_NO_MEMORY;
    KeInitializeEvent(&k->E, NotificationEvent, FALSE);
    IoSetCompletionRoutine(k->Irp, SigFree, k, TRUE, TRUE, TRUE);
    ((CD)k->Socket->Dispatch)->WskCloseSocket(k->Socket, k->Irp);
    KeWaitForSingleObject(&k->E, Executive, KernelMode, FALSE, NULL);
    Cleanup(k);                                                            // EXPECT(irp-double-free)
    return STATUS_SUCCESS;
}
static NTSTATUS NTAPI SigOnly(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    UNREFERENCED_PARAMETER(d); UNREFERENCED_PARAMETER(irp);
    KeSetEvent(&((K *)c)->E, 0, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
NTSTATUS Good(K *k)
{
    k->Irp = IoAllocateIrp(1, FALSE);
    if (!k->Irp) return STATUS_NO_MEMORY;
    KeInitializeEvent(&k->E, NotificationEvent, FALSE);
    IoSetCompletionRoutine(k->Irp, SigOnly, k, TRUE, TRUE, TRUE);
    ((CD)k->Socket->Dispatch)->WskCloseSocket(k->Socket, k->Irp);
    KeWaitForSingleObject(&k->E, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(k->Irp);                                                     // NOT(irp-double-free)
    k->Irp = NULL;
    return STATUS_SUCCESS;
}
