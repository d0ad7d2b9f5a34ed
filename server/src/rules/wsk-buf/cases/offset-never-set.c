// CASE: Mdl and Length are set, Offset is whatever the stack held
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI FragSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS FragSend(PWSK_SOCKET Socket, PMDL Chain, SIZE_T Total)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *conn = Socket->Dispatch;
    WSK_BUF buf;                                            // OR(wsk-buf)
    KEVENT sent;
    NTSTATUS status;
    PIRP irp;

    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&sent, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, FragSignal, &sent, TRUE, TRUE, TRUE);

    buf.Mdl = Chain;
    buf.Length = Total;
    status = conn->WskSend(Socket, &buf, 0, irp);           // EXPECT(wsk-buf)
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&sent, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);
    return status;
}
