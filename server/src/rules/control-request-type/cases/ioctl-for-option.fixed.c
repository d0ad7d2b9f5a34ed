// CASE: SO_RCVBUF is set with WskIoctl
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI RbDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS RbGrow(PWSK_SOCKET Socket, ULONG Bytes)
{
    CONST WSK_PROVIDER_BASIC_DISPATCH *Basic = Socket->Dispatch;
    KEVENT Done;
    NTSTATUS Status;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(&Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, RbDone, &Done, TRUE, TRUE, TRUE);
    Status = Basic->WskControlSocket(Socket, WskSetOption,          // EXPECT(control-request-type)
                                     SO_RCVBUF, SOL_SOCKET, sizeof(Bytes), &Bytes, 0, NULL, NULL, Irp);
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    IoFreeIrp(Irp);
    return Status;
}
