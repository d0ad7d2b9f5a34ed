// CASE: own IRPs completed, forwarded, marked; passed-down ones are not judged
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
typedef struct _EXT { PWSK_SOCKET Socket; PDEVICE_OBJECT Lower; } EXT;
static NTSTATUS NTAPI Mark(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    UNREFERENCED_PARAMETER(d); UNREFERENCED_PARAMETER(c);
    if (irp->PendingReturned)
        IoMarkIrpPending(irp);                                      // EXPECT(irp-mark-pending)
    IoFreeIrp(irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
static NTSTATUS NTAPI MarkPassed(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    UNREFERENCED_PARAMETER(d); UNREFERENCED_PARAMETER(c);
    if (irp->PendingReturned)
        IoMarkIrpPending(irp);                                      // NOT(irp-mark-pending)
    return STATUS_SUCCESS;
}
NTSTATUS M1(EXT *x, PWSK_BUF b)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    IoSetCompletionRoutine(irp, Mark, x, TRUE, TRUE, TRUE);
    return ((CD)x->Socket->Dispatch)->WskSend(x->Socket, b, 0, irp);
}
NTSTATUS M2(PDEVICE_OBJECT dev, PIRP Irp, PWSK_BUF b)
{
    EXT *x = (EXT *)dev->DeviceExtension;
    IoMarkIrpPending(Irp);                                          // NOT(irp-mark-pending)
    IoSetCompletionRoutine(Irp, MarkPassed, x, TRUE, TRUE, TRUE);
    ((CD)x->Socket->Dispatch)->WskSend(x->Socket, b, 0, Irp);
    return STATUS_PENDING;
}
NTSTATUS M3(PWSK_SOCKET s, PWSK_BUF b)
{
    KEVENT e; NTSTATUS st; PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
    ((CD)s->Dispatch)->WskSend(s, b, 0, irp);
    KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL);
    st = irp->IoStatus.Status;
    IoCompleteRequest(irp, IO_NO_INCREMENT);                        // EXPECT(irp-mark-pending)
    return st;
}
typedef struct _CL { PIRP ClientIrp; PWSK_SOCKET Socket; } CL;
static NTSTATUS NTAPI CompletesClient(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    CL *cl = (CL *)c;
    UNREFERENCED_PARAMETER(d);
    cl->ClientIrp->IoStatus = irp->IoStatus;
    IoCompleteRequest(cl->ClientIrp, IO_NO_INCREMENT);              // NOT(irp-mark-pending)
    IoFreeIrp(irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
NTSTATUS M4(CL *cl, PIRP Client, PWSK_BUF b)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    cl->ClientIrp = Client;
    IoMarkIrpPending(Client);                                       // NOT(irp-mark-pending)
    IoSetCompletionRoutine(irp, CompletesClient, cl, TRUE, TRUE, TRUE);
    ((CD)cl->Socket->Dispatch)->WskSend(cl->Socket, b, 0, irp);
    return STATUS_PENDING;
}
NTSTATUS M5(EXT *x)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    IoSetCompletionRoutine(irp, Drop, NULL, TRUE, TRUE, TRUE);
    return IoCallDriver(x->Lower, irp);                              // NOT(irp-mark-pending)
}
