// CASE: the two values stand on different branches; a value from outside is not known
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI ZooDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS ZooOption(PWSK_SOCKET Listener, PULONG Value)
{
    NTSTATUS Status;
    KEVENT Event;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, ZooDone, &Event, TRUE, TRUE, TRUE);
    Status = ((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->WskControlSocket(         // NOT(conditional-accept-disable)
        Listener, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(*Value), Value, 0, NULL, NULL, Irp);
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    IoFreeIrp(Irp);
    return Status;
}

NTSTATUS ZooPrepare(PWSK_SOCKET Listener, BOOLEAN Guarded)
{
    ULONG On = 1, Off = 0;

    if (Guarded)
        return ZooOption(Listener, &On);
    return ZooOption(Listener, &Off);                                       // NOT(conditional-accept-disable)
}

NTSTATUS ZooConfigured(PWSK_SOCKET Listener, PULONG FromRegistry)
{
    ULONG On = 1;
    NTSTATUS Status = ZooOption(Listener, &On);

    return NT_SUCCESS(Status) ? ZooOption(Listener, FromRegistry) : Status; // NOT(conditional-accept-disable)
}
