// CASE: KernelMode, by name and through a constant
// CLEAN
#include <ntddk.h>
#include <wsk.h>

#define NET_WAIT(e) KeWaitForSingleObject((e), Executive, KernelMode, FALSE, NULL)

static const KPROCESSOR_MODE Quiet = KernelMode;

static NTSTATUS NTAPI KrnSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS KrnBoth(PWSK_SOCKET Socket, PSOCKADDR Local, PSOCKADDR Remote)
{
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *conn = Socket->Dispatch;
    KEVENT event;
    NTSTATUS status;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, KrnSignal, &event, TRUE, TRUE, TRUE);
    (VOID)conn->WskBind(Socket, Local, 0, irp);
    NET_WAIT(&event);                                                           // NOT(wait-mode)
    status = irp->IoStatus.Status;
    if (NT_SUCCESS(status)) {
        IoReuseIrp(irp, STATUS_UNSUCCESSFUL);
        IoSetCompletionRoutine(irp, KrnSignal, &event, TRUE, TRUE, TRUE);
        (VOID)conn->WskConnect(Socket, Remote, 0, irp);
        KeWaitForSingleObject(&event, Executive, Quiet, FALSE, NULL);           // NOT(wait-mode)
        status = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);
    return status;
}
