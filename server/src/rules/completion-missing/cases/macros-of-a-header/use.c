#include "req.h"
NTSTATUS TwoCalls(PWSK_SOCKET s, PSOCKADDR a)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *d = s->Dispatch;
    KEVENT e;
    NTSTATUS st;
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&e, SynchronizationEvent, FALSE);
    REQ_ARM(irp, ReqDone, &e);
    st = d->WskBind(s, a, 0, irp);                    // NOT(completion-missing)
    if (st == STATUS_PENDING) { KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL); st = irp->IoStatus.Status; }
    if (NT_SUCCESS(st)) {
        REQ_RESET(irp);
        st = d->WskConnect(s, a, 0, irp);                    // EXPECT(completion-missing)
        if (st == STATUS_PENDING) { KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL); st = irp->IoStatus.Status; }
    }
    IoFreeIrp(irp);
    return st;
}
