// CASE: the returned value is ignored, but the IRP's status is read after waiting
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI LobbyDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS LobbyInspect(PWSK_SOCKET Listener)
{
    ULONG Mode = 1;
    NTSTATUS Status;
    KEVENT Event;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (!Irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, LobbyDone, &Event, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->WskControlSocket(          // NOT(enable-result-unchecked)
        Listener, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(Mode), &Mode, 0, NULL, NULL, Irp);
    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
    IoFreeIrp(Irp);
    return Status;
}
