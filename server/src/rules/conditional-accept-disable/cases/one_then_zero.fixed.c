// CASE: the mode is set to 1 and taken back on the same socket, through one helper
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI HotelDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS HotelConditionalAccept(PWSK_SOCKET Listener, ULONG Mode)
{
    NTSTATUS Status;
    KEVENT Event;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, HotelDone, &Event, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->WskControlSocket(
        Listener, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(Mode), &Mode, 0, NULL, NULL, Irp);
    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
    IoFreeIrp(Irp);
    return Status;
}

NTSTATUS HotelPrepare(PWSK_SOCKET Listener, BOOLEAN Guarded)
{
    NTSTATUS Status = HotelConditionalAccept(Listener, 1);

    if (!NT_SUCCESS(Status))
        return Status;
    if (!Guarded) {
        // the next line is wrong: EXPECT(conditional-accept-disable)
        DbgPrint("hotel: unguarded\n");
    }
    return STATUS_SUCCESS;
}
