// CASE: the client's IRP stays pending while an own IRP works; each gets what it needs
// CLEAN
#include <ntddk.h>
#include <wsk.h>
typedef struct _RQ { PIRP Client; PMDL Mdl; WSK_BUF Buf; PIO_WORKITEM Work; PIRP Irp; } RQ, *PRQ;
static IO_WORKITEM_ROUTINE Later;
static VOID Later(PDEVICE_OBJECT dev, PVOID c)
{
    PRQ rq = (PRQ)c;
    UNREFERENCED_PARAMETER(dev);
    rq->Client->IoStatus.Status = rq->Irp->IoStatus.Status;
    rq->Client->IoStatus.Information = rq->Irp->IoStatus.Information;
    IoCompleteRequest(rq->Client, IO_NETWORK_INCREMENT);
    IoFreeIrp(rq->Irp);
    IoFreeMdl(rq->Mdl);
    IoFreeWorkItem(rq->Work);
    ExFreePoolWithTag(rq, 'qR');
}
static NTSTATUS NTAPI Done(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    PRQ rq = (PRQ)c;
    UNREFERENCED_PARAMETER(d); UNREFERENCED_PARAMETER(irp);
    IoQueueWorkItem(rq->Work, Later, DelayedWorkQueue, rq);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
NTSTATUS Write(PDEVICE_OBJECT dev, PIRP Client, PWSK_SOCKET s)
{
    PIO_STACK_LOCATION sp = IoGetCurrentIrpStackLocation(Client);
    ULONG n = sp->Parameters.Write.Length;
    PRQ rq = (PRQ)ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*rq), 'qR');
    NTSTATUS st = STATUS_INSUFFICIENT_RESOURCES;
    if (rq == NULL) goto fail;
    RtlZeroMemory(rq, sizeof(*rq));
    rq->Client = Client;
    rq->Work = IoAllocateWorkItem(dev);
    if (rq->Work == NULL) goto freeRq;
    rq->Irp = IoAllocateIrp(1, FALSE);
    if (rq->Irp == NULL) goto freeWork;
    rq->Mdl = IoAllocateMdl(Client->AssociatedIrp.SystemBuffer, n, FALSE, FALSE, NULL);
    if (rq->Mdl == NULL) goto freeIrp;
    MmBuildMdlForNonPagedPool(rq->Mdl);
    rq->Buf.Mdl = rq->Mdl; rq->Buf.Length = n;
    IoMarkIrpPending(Client);
    IoSetCompletionRoutine(rq->Irp, Done, rq, TRUE, TRUE, TRUE);
    (VOID)((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskSend(s, &rq->Buf, 0, rq->Irp);
    return STATUS_PENDING;
freeIrp:
    IoFreeIrp(rq->Irp);
freeWork:
    IoFreeWorkItem(rq->Work);
freeRq:
    ExFreePoolWithTag(rq, 'qR');
fail:
    Client->IoStatus.Status = st;
    Client->IoStatus.Information = 0;
    IoCompleteRequest(Client, IO_NO_INCREMENT);
    return st;
}
