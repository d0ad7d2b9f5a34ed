// CASE: an own IRP without a completion routine; the event that is waited for is never set
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI LoneSendComplete(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS LoneSend(PWSK_SOCKET Socket, PWSK_BUF Data)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH conn = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;
    KEVENT event;
    NTSTATUS status;
    PIRP irp;

    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    KeInitializeEvent(&event, NotificationEvent, FALSE);
    irp->UserEvent = &event;

    IoSetCompletionRoutine(irp, LoneSendComplete, &event, TRUE, TRUE, TRUE);
    status = conn->WskSend(Socket, Data, 0, irp);               // EXPECT(completion-missing)
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);
    return status;
}
