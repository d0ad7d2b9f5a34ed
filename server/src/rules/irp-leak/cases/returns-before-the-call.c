// CASE: early returns before the call, goto ladders
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
NTSTATUS E1(PWSK_SOCKET s, PVOID data, ULONG len)
{
    WSK_BUF b; PIRP irp;
    irp = IoAllocateIrp(1, FALSE);                       // EXPECT(irp-leak)
    if (irp == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    b.Mdl = IoAllocateMdl(data, len, FALSE, FALSE, NULL);
    if (b.Mdl == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;            // OR(irp-leak)
    MmBuildMdlForNonPagedPool(b.Mdl);
    b.Offset = 0; b.Length = len;
    IoSetCompletionRoutine(irp, Drop, NULL, TRUE, TRUE, TRUE);
    return ((CD)s->Dispatch)->WskSend(s, &b, 0, irp);
}
NTSTATUS E2(PWSK_SOCKET s, PVOID data, ULONG len)
{
    WSK_BUF b; PIRP irp = NULL; NTSTATUS st; KEVENT e;
    KeInitializeEvent(&e, SynchronizationEvent, FALSE);
    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) { st = STATUS_INSUFFICIENT_RESOURCES; goto out; }
    b.Mdl = IoAllocateMdl(data, len, FALSE, FALSE, NULL);
    if (b.Mdl == NULL) { st = STATUS_INSUFFICIENT_RESOURCES; goto freeIrp; }
    MmBuildMdlForNonPagedPool(b.Mdl);
    b.Offset = 0; b.Length = len;
    IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
    st = ((CD)s->Dispatch)->WskSend(s, &b, 0, irp);
    if (st == STATUS_PENDING) {
        KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL);
        st = irp->IoStatus.Status;
    }
    IoFreeMdl(b.Mdl);
freeIrp:
    IoFreeIrp(irp);
out:
    return st;
}
NTSTATUS E3(PWSK_SOCKET s, PWSK_BUF b, ULONG flags)
{
    PIRP irp = IoAllocateIrp(1, FALSE);                 // EXPECT(irp-leak)
    NTSTATUS st = STATUS_INSUFFICIENT_RESOURCES;
    if (!irp) goto exit;
    if (flags & ~WSK_FLAG_NODELAY) {
        st = STATUS_INVALID_PARAMETER;
        goto exit;
    }
    IoSetCompletionRoutine(irp, Drop, NULL, TRUE, TRUE, TRUE);
    st = ((CD)s->Dispatch)->WskSend(s, b, flags, irp);
exit:
    return st;                                          // OR(irp-leak)
}
