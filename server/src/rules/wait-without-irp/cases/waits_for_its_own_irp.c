// CASE: an enable call without an IRP between two waits that belong to other requests; a disable call with its IRP
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI BusDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS BusRun(PWSK_SOCKET Socket, PSOCKADDR Local, PKEVENT Stop)
{
    PWSK_PROVIDER_DATAGRAM_DISPATCH Dispatch = (PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };
    NTSTATUS Status;
    KEVENT Event;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, BusDone, &Event, TRUE, TRUE, TRUE);
    Dispatch->WskBind(Socket, Local, 0, Irp);
    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
    if (!NT_SUCCESS(Status))
        goto Exit;

    Status = Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,    // NOT(wait-without-irp)
                                        sizeof(Control), &Control, 0, NULL, NULL, NULL);
    if (!NT_SUCCESS(Status))
        goto Exit;

    KeWaitForSingleObject(Stop, Executive, KernelMode, FALSE, NULL);

    IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Irp, BusDone, &Event, TRUE, TRUE, TRUE);
    Control.EventMask |= WSK_EVENT_DISABLE;
    Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                               sizeof(Control), &Control, 0, NULL, NULL, Irp);
    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);                              // NOT(wait-without-irp)
    Status = Irp->IoStatus.Status;
Exit:
    IoFreeIrp(Irp);
    return Status;
}
