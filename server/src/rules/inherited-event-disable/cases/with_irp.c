// CASE: an IRP and a wait do not make it right; the flag comes from a macro
#include <ntddk.h>
#include <wsk.h>

#define BACKLOG_OFF (WSK_EVENT_SEND_BACKLOG | WSK_EVENT_DISABLE)            // OR(inherited-event-disable)

static NTSTATUS NTAPI VodSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS VodTrimListener(PWSK_SOCKET Listener)
{
    CONST WSK_PROVIDER_LISTEN_DISPATCH *Dispatch = Listener->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control;
    NTSTATUS Status;
    KEVENT Event;
    PIRP Irp;

    Irp = IoAllocateIrp(1, FALSE);
    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, VodSignal, &Event, TRUE, TRUE, TRUE);

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = BACKLOG_OFF;                                        // EXPECT(inherited-event-disable)
    Status = Dispatch->WskControlSocket(Listener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                        sizeof(Control), &Control, 0, NULL, NULL, Irp);
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    IoFreeIrp(Irp);
    return Status;
}
