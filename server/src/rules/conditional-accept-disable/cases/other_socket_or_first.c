// CASE: 0 for another socket, and 0 before 1 on the same socket
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _MUSEUM { PWSK_SOCKET Front; PWSK_SOCKET Side; } MUSEUM, *PMUSEUM;

static NTSTATUS NTAPI MuseumDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS MuseumMode(PWSK_SOCKET Listener, ULONG Mode)
{
    NTSTATUS Status;
    KEVENT Event;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, MuseumDone, &Event, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->WskControlSocket(
        Listener, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(Mode), &Mode, 0, NULL, NULL, Irp);
    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
    IoFreeIrp(Irp);
    return Status;
}

NTSTATUS MuseumTwoDoors(PMUSEUM Museum)
{
    NTSTATUS Status = MuseumMode(Museum->Front, 1);

    return NT_SUCCESS(Status) ? MuseumMode(Museum->Side, 0) : Status;       // NOT(conditional-accept-disable)
}

NTSTATUS MuseumSure(PWSK_SOCKET Listener)
{
    NTSTATUS Status = MuseumMode(Listener, 0);                              // NOT(conditional-accept-disable)

    return NT_SUCCESS(Status) ? MuseumMode(Listener, 1) : Status;
}
