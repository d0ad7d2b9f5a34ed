// CASE: a macro waits when the status says so; the call inside its argument has no IRP
#include <ntddk.h>
#include <wsk.h>

#define WAIT_IF_PENDING(_status, _event)                                                \
    do {                                                                                \
        if ((_status) == STATUS_PENDING || (_status) == STATUS_EVENT_PENDING) {         \
            KeWaitForSingleObject((_event), Executive, KernelMode, FALSE, NULL);        \
            (_status) = STATUS_SUCCESS;                                                 \
        }                                                                               \
    } while (0)

static NTSTATUS NTAPI KeyCloseDoorComplete(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS KeyCloseDoor(PWSK_SOCKET Listener)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT | WSK_EVENT_DISABLE };
    NTSTATUS Status;
    KEVENT Event;
    PIRP Irp;
    KEVENT Completed;

    KeInitializeEvent(&Event, NotificationEvent, FALSE);
    // EXPECT(wait-without-irp)
    Irp = IoAllocateIrp(1, FALSE);
    if (Irp != NULL) {
        KeInitializeEvent(&Completed, SynchronizationEvent, FALSE);
        IoSetCompletionRoutine(Irp, KeyCloseDoorComplete, &Completed, TRUE, TRUE, TRUE);
        (VOID)((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->WskControlSocket(     // OR(wait-without-irp)
            Listener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
            0, NULL, NULL, Irp);
        KeWaitForSingleObject(&Completed, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
        IoFreeIrp(Irp);
    } else {
        Status = STATUS_INSUFFICIENT_RESOURCES;
    }
    return Status;
}
