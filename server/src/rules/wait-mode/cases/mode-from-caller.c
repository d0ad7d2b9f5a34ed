// CASE: the wait helper takes the mode; the caller with its event on the stack passes UserMode
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI ModSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS ModFinish(PIRP Irp, PKEVENT Event, KPROCESSOR_MODE Mode)
{
    NTSTATUS status;

    KeWaitForSingleObject(Event, UserRequest, Mode, FALSE, NULL);               // OR(wait-mode)
    status = Irp->IoStatus.Status;
    IoFreeIrp(Irp);
    return status;
}

NTSTATUS ModClose(PWSK_SOCKET Socket)
{
    PWSK_PROVIDER_BASIC_DISPATCH basic = (PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch;
    KEVENT event;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, ModSignal, &event, TRUE, TRUE, TRUE);
    (VOID)basic->WskCloseSocket(Socket, irp);
    return ModFinish(irp, &event, UserMode);                                    // EXPECT(wait-mode)
}
