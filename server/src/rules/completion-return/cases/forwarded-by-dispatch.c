// CASE: dispatch routines forward the client's IRP: pended, waited for, with and without a routine
// CLEAN
#include <ntddk.h>
#include <wsk.h>
typedef struct _EXT { PWSK_SOCKET Socket; WSK_BUF Buf; } EXT, *PEXT;
static NTSTATUS NTAPI FwdDone(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    UNREFERENCED_PARAMETER(d); UNREFERENCED_PARAMETER(c);
    if (irp->PendingReturned) IoMarkIrpPending(irp);
    return STATUS_CONTINUE_COMPLETION;
}
static NTSTATUS NTAPI WaitDone(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    if (irp->PendingReturned) KeSetEvent((PKEVENT)c, 0, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
NTSTATUS DispatchWrite(PDEVICE_OBJECT dev, PIRP Irp)
{
    PEXT x = (PEXT)dev->DeviceExtension;
    x->Buf.Mdl = Irp->MdlAddress; x->Buf.Offset = 0; x->Buf.Length = MmGetMdlByteCount(Irp->MdlAddress);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, FwdDone, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)x->Socket->Dispatch)->WskSend(x->Socket, &x->Buf, 0, Irp);
}
NTSTATUS DispatchFlush(PDEVICE_OBJECT dev, PIRP Irp)
{
    PEXT x = (PEXT)dev->DeviceExtension;
    KEVENT e;
    NTSTATUS st;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, WaitDone, &e, TRUE, TRUE, TRUE);
    st = ((PWSK_PROVIDER_CONNECTION_DISPATCH)x->Socket->Dispatch)->WskDisconnect(x->Socket, NULL, 0, Irp);
    if (st == STATUS_PENDING) {
        KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL);
        st = Irp->IoStatus.Status;
    }
    Irp->IoStatus.Status = st;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return st;
}
NTSTATUS DispatchClose(PDEVICE_OBJECT dev, PIRP Irp)
{
    PEXT x = (PEXT)dev->DeviceExtension;
    IoSkipCurrentIrpStackLocation(Irp);
    return ((PWSK_PROVIDER_BASIC_DISPATCH)x->Socket->Dispatch)->WskCloseSocket(x->Socket, Irp);
}
