// CASE: a small library for synchronous requests, used rightly in one file
// CLEAN
#include "wskio.h"
static IO_COMPLETION_ROUTINE WskIoComplete;
_Use_decl_annotations_
static NTSTATUS
WskIoComplete(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PWSK_IO io = (PWSK_IO)Context;
    UNREFERENCED_PARAMETER(DeviceObject);
    io->Status = Irp->IoStatus.Status;
    io->Information = Irp->IoStatus.Information;
    KeSetEvent(&io->Event, IO_NETWORK_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
_Use_decl_annotations_
NTSTATUS WskIoInit(PWSK_IO Io)
{
    RtlZeroMemory(Io, sizeof(*Io));
    KeInitializeEvent(&Io->Event, SynchronizationEvent, FALSE);
    Io->Irp = IoAllocateIrp(1, FALSE);
    return Io->Irp != NULL ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}
_Use_decl_annotations_
VOID WskIoArm(PWSK_IO Io)
{
    KeClearEvent(&Io->Event);
    IoReuseIrp(Io->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Io->Irp, WskIoComplete, Io, TRUE, TRUE, TRUE);
}
_Use_decl_annotations_
NTSTATUS WskIoWait(PWSK_IO Io, NTSTATUS Status, PLARGE_INTEGER Timeout)
{
    if (Status == STATUS_PENDING) {
        if (KeWaitForSingleObject(&Io->Event, Executive, KernelMode, FALSE, Timeout) == STATUS_TIMEOUT) {
            IoCancelIrp(Io->Irp);
            KeWaitForSingleObject(&Io->Event, Executive, KernelMode, FALSE, NULL);
        }
        Status = Io->Status;
    }
    return Status;
}
_Use_decl_annotations_
VOID WskIoUninit(PWSK_IO Io)
{
    if (Io->Irp != NULL) {
        IoFreeIrp(Io->Irp);
        Io->Irp = NULL;
    }
}
