// CASE: IRPs in other memory, stored ones, returned ones
// CLEAN
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
typedef struct _X { PIRP Irp; IRP Own; IO_STACK_LOCATION Loc; PWSK_SOCKET Socket; KEVENT E; } X;
static PIRP g_Irp;
NTSTATUS Store(X *x) { x->Irp = IoAllocateIrp(1, FALSE); return x->Irp ? STATUS_SUCCESS : STATUS_NO_MEMORY; }
BOOLEAN Global(void) { g_Irp = IoAllocateIrp(1, FALSE); return g_Irp != NULL; }
PIRP Give(void) { return IoAllocateIrp(1, FALSE); }
NTSTATUS OutParam(PIRP *out) { PIRP p = IoAllocateIrp(1, FALSE); if (!p) return STATUS_NO_MEMORY; *out = p; return STATUS_SUCCESS; }
NTSTATUS Embedded(X *x, PWSK_BUF b)
{
    IoInitializeIrp(&x->Own, IoSizeOfIrp(1), 1);
    KeInitializeEvent(&x->E, NotificationEvent, FALSE);
    IoSetCompletionRoutine(&x->Own, Sig, &x->E, TRUE, TRUE, TRUE);
    return ((CD)x->Socket->Dispatch)->WskSend(x->Socket, b, 0, &x->Own);
}
NTSTATUS Pool(PWSK_SOCKET s, PWSK_BUF b)
{
    KEVENT e; NTSTATUS st;
    PIRP irp = ExAllocatePoolWithTag(NonPagedPool, IoSizeOfIrp(1), 'prI');
    if (!irp) return STATUS_NO_MEMORY;
    IoInitializeIrp(irp, IoSizeOfIrp(1), 1);
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
    st = ((CD)s->Dispatch)->WskSend(s, b, 0, irp);
    if (st == STATUS_PENDING) { KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL); st = irp->IoStatus.Status; }
    ExFreePoolWithTag(irp, 'prI');
    return st;
}
