// CASE: events on a basic socket, which has no callbacks at all
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI CfgDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS CfgOpenProbe(PWSK_PROVIDER_NPI Npi, PWSK_SOCKET *Probe)
{
    WSK_EVENT_CALLBACK_CONTROL Control;
    PWSK_PROVIDER_BASIC_DISPATCH Basic;
    NTSTATUS Status;
    KEVENT Event;
    PIRP Irp;

    *Probe = NULL;
    Irp = IoAllocateIrp(1, FALSE);
    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, CfgDone, &Event, TRUE, TRUE, TRUE);
    Status = Npi->Dispatch->WskSocket(Npi->Client, AF_INET6, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_BASIC_SOCKET,
                                      NULL, NULL, NULL, NULL, NULL, Irp);
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    if (NT_SUCCESS(Status)) {
        *Probe = (PWSK_SOCKET)Irp->IoStatus.Information;
        Basic = (PWSK_PROVIDER_BASIC_DISPATCH)(*Probe)->Dispatch;

        Control.NpiId = &NPI_WSK_INTERFACE_ID;
        Control.EventMask = WSK_EVENT_DISCONNECT;                           // EXPECT(event-category)
        Status = Basic->WskControlSocket(*Probe, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,   // OR(event-category)
                                         sizeof(Control), &Control, 0, NULL, NULL, NULL);
    }
    IoFreeIrp(Irp);
    return Status;
}
