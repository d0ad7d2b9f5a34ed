#include "gopher.h"

static NTSTATUS NTAPI GopherDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((PGOPHER)Context)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS GopherOpenSocket(PGOPHER Gopher)
{
    NTSTATUS Status;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Gopher->Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, GopherDone, Gopher, TRUE, TRUE, TRUE);
    Gopher->Npi.Dispatch->WskSocket(Gopher->Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                                    Gopher, &GopherEvents, NULL, NULL, NULL, Irp);
    KeWaitForSingleObject(&Gopher->Done, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
    if (NT_SUCCESS(Status))
        Gopher->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    IoFreeIrp(Irp);
    return Status;
}
