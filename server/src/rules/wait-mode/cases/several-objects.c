// CASE: one of the objects of a UserMode wait is on the stack
#include <ntddk.h>
#include <wsk.h>

static KEVENT SeveralStop;

static NTSTATUS NTAPI SeveralDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SeveralReceive(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *table = Socket->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);
    PVOID objects[2];
    NTSTATUS status;
    KEVENT done;

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    objects[0] = &SeveralStop;
    objects[1] = &done;
    IoSetCompletionRoutine(irp, SeveralDone, &done, TRUE, TRUE, TRUE);
    status = table->WskReceive(Socket, Buffer, 0, irp);
    if (status == STATUS_PENDING) {
        status = KeWaitForMultipleObjects(2, objects, WaitAny, UserRequest,
                                          UserMode,                             // EXPECT(wait-mode)
                                          FALSE, NULL, NULL);
        if (status == STATUS_WAIT_0)
            IoCancelIrp(irp);
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);       // NOT(wait-mode)
        status = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);
    return status;
}
