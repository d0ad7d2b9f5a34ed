// CASE: the function waits and then returns what the call returned: STATUS_PENDING, a success, whatever happened
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI RetSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS RetBind(PWSK_SOCKET Socket, PSOCKADDR Local)
{
    PWSK_PROVIDER_LISTEN_DISPATCH listen = (PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch;
    KEVENT event;
    NTSTATUS status;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, RetSignal, &event, TRUE, TRUE, TRUE);
    status = listen->WskBind(Socket, Local, 0, irp);
    if (status == STATUS_PENDING)
        KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);      // OR(pending-status)
    IoFreeIrp(irp);
    return status;                                                              // EXPECT(pending-status)
}
