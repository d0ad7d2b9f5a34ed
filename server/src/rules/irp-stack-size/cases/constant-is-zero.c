// CASE: the number of stack locations comes from an enumeration that leaves it at 0
#include <ntddk.h>
#include <wsk.h>

enum { IrpStackNone, IrpStackWsk = IrpStackNone, IrpStackFilter = 2 };

static NTSTATUS NTAPI EnmSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS EnmDisconnect(PWSK_SOCKET Socket)
{
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *conn = Socket->Dispatch;
    KEVENT gone;
    NTSTATUS status;
    PIRP irp;

    if (!(irp = IoAllocateIrp(IrpStackWsk, FALSE))) // EXPECT(irp-stack-size)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&gone, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, EnmSignal, &gone, TRUE, TRUE, TRUE);
    (VOID)conn->WskDisconnect(Socket, NULL, WSK_FLAG_ABORTIVE, irp);
    KeWaitForSingleObject(&gone, Executive, KernelMode, FALSE, NULL);
    status = irp->IoStatus.Status;
    IoFreeIrp(irp);
    return status;
}
