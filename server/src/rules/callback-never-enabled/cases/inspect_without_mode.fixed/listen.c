#include "door.h"

static NTSTATUS NTAPI DoorDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    KeSetEvent(&((PDOOR)Context)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS DoorWait(PDOOR Door, PIRP Irp)
{
    KeWaitForSingleObject(&Door->Done, Executive, KernelMode, FALSE, NULL);
    return Irp->IoStatus.Status;
}

static NTSTATUS NTAPI DoorListenComplete(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS DoorListen(PDOOR Door, PSOCKADDR Local)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT };
    NTSTATUS Status;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Door->Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, DoorDone, Door, TRUE, TRUE, TRUE);
    Door->Npi.Dispatch->WskSocket(Door->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
                                  Door, &DoorEvents, NULL, NULL, NULL, Irp);
    Status = DoorWait(Door, Irp);
    if (NT_SUCCESS(Status)) {
        ULONG ConditionalAccept = 1;
        PIRP Irp2;
        KEVENT Completed;

        Door->Listener = (PWSK_SOCKET)Irp->IoStatus.Information;
        IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
        IoSetCompletionRoutine(Irp, DoorDone, Door, TRUE, TRUE, TRUE);
        Irp2 = IoAllocateIrp(1, FALSE);
        if (Irp2 != NULL) {
            KeInitializeEvent(&Completed, SynchronizationEvent, FALSE);
            IoSetCompletionRoutine(Irp2, DoorListenComplete, &Completed, TRUE, TRUE, TRUE);
            (VOID)((const WSK_PROVIDER_BASIC_DISPATCH *)Door->Listener->Dispatch)->WskControlSocket(
                Door->Listener, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(ConditionalAccept), &ConditionalAccept, 0, NULL, NULL, Irp2);
            KeWaitForSingleObject(&Completed, Executive, KernelMode, FALSE, NULL);
            Status = Irp2->IoStatus.Status;
            IoFreeIrp(Irp2);
        } else {
            Status = STATUS_INSUFFICIENT_RESOURCES;
        }
        if (NT_SUCCESS(Status)) {
            ((PWSK_PROVIDER_LISTEN_DISPATCH)Door->Listener->Dispatch)->WskBind(Door->Listener, Local, 0, Irp);
            Status = DoorWait(Door, Irp);
        }
    }
    if (NT_SUCCESS(Status))
        Status = ((PWSK_PROVIDER_LISTEN_DISPATCH)Door->Listener->Dispatch)->WskControlSocket(
            Door->Listener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
            0, NULL, NULL, NULL);
    IoFreeIrp(Irp);
    return Status;
}
