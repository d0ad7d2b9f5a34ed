// CASE: one request object goes through a loop: it is armed anew from the second turn on, and closed behind the loop
// CLEAN
#include "request.h"

static NTSTATUS NTAPI OnDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((PREQUEST)Context)->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

BOOLEAN RequestOpen(PREQUEST Request)
{
    KeInitializeEvent(&Request->Event, SynchronizationEvent, FALSE);
    Request->Irp = IoAllocateIrp(1, FALSE); // NOT(irp-leak)
    if (Request->Irp == NULL)
        return FALSE;
    IoSetCompletionRoutine(Request->Irp, OnDone, Request, TRUE, TRUE, TRUE);
    return TRUE;
}

VOID RequestAgain(PREQUEST Request)
{
    KeClearEvent(&Request->Event);
    IoReuseIrp(Request->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Request->Irp, OnDone, Request, TRUE, TRUE, TRUE);
}

VOID RequestClose(PREQUEST Request)
{
    IoFreeIrp(Request->Irp);
    Request->Irp = NULL;
}

NTSTATUS RequestWait(PREQUEST Request, NTSTATUS Status)
{
    if (Status == STATUS_PENDING)
        KeWaitForSingleObject(&Request->Event, Executive, KernelMode, FALSE, NULL);
    return Request->Irp->IoStatus.Status;
}
