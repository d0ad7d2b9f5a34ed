// CASE: ControlCode and Level stand in the order of setsockopt
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI OnAlive(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS KeepAlive(_In_ PWSK_SOCKET Connection)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH Dispatch = (PWSK_PROVIDER_CONNECTION_DISPATCH)Connection->Dispatch;
    ULONG Enable = 1;
    KEVENT Event;
    NTSTATUS Status;
    PIRP Irp;

    Irp = IoAllocateIrp(1, FALSE);
    if (!Irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, OnAlive, &Event, TRUE, TRUE, TRUE);

    Status = Dispatch->WskControlSocket(Connection, WskSetOption, SOL_SOCKET, SO_KEEPALIVE, // EXPECT(control-level)
                                        sizeof(ULONG), &Enable, 0, NULL, NULL, Irp);
    if (Status == STATUS_PENDING)
    {
        KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    IoFreeIrp(Irp);
    return Status;
}
