// CASE: the byte count is read after IoFreeIrp
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI InfSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS InfReceive(PWSK_SOCKET Socket, PWSK_BUF Window, PSIZE_T Received)
{
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *conn = Socket->Dispatch;
    KEVENT event;
    NTSTATUS status;
    PIRP irp;

    *Received = 0;
    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL)
    {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, InfSignal, &event, TRUE, TRUE, TRUE);
    (VOID)conn->WskReceive(Socket, Window, 0, irp);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    status = irp->IoStatus.Status;
    IoFreeIrp(irp);
    if (NT_SUCCESS(status))
    {
        *Received = irp->IoStatus.Information;              // EXPECT(irp-use-after-free)
    }
    return status;
}
