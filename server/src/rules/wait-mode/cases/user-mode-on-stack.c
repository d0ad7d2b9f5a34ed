// CASE: a UserMode wait lets the kernel stack be paged out, with the event on it
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI UsrSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS UsrSend(PWSK_SOCKET Socket, PWSK_BUF Data)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *conn = Socket->Dispatch;
    KEVENT sent;
    NTSTATUS status;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&sent, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, UsrSignal, &sent, TRUE, TRUE, TRUE);
    (VOID)conn->WskSend(Socket, Data, 0, irp);
    KeWaitForSingleObject(&sent, Executive, UserMode, FALSE, NULL);             // EXPECT(wait-mode)
    status = irp->IoStatus.Status;
    IoFreeIrp(irp);
    return status;
}
