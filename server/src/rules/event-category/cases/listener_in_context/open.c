// CASE: two sockets in one context; another file enables the datagram flag on the listening one
#include "portal.h"

static NTSTATUS NTAPI PortalDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((PPORTAL)Context)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS PortalWait(PPORTAL Portal)
{
    KeWaitForSingleObject(&Portal->Done, Executive, KernelMode, FALSE, NULL);
    return Portal->Irp->IoStatus.Status;
}

NTSTATUS PortalOpen(PPORTAL Portal)
{
    NTSTATUS Status;

    Portal->Irp = IoAllocateIrp(1, FALSE);
    if (Portal->Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Portal->Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Portal->Irp, PortalDone, Portal, TRUE, TRUE, TRUE);
    Portal->Npi.Dispatch->WskSocket(Portal->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
                                    Portal, &PortalListenEvents, NULL, NULL, NULL, Portal->Irp);
    Status = PortalWait(Portal);
    if (NT_SUCCESS(Status)) {
        Portal->Listener = (PWSK_SOCKET)Portal->Irp->IoStatus.Information;

        IoReuseIrp(Portal->Irp, STATUS_UNSUCCESSFUL);
        IoSetCompletionRoutine(Portal->Irp, PortalDone, Portal, TRUE, TRUE, TRUE);
        Portal->Npi.Dispatch->WskSocket(Portal->Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                                        Portal, &PortalBeaconEvents, NULL, NULL, NULL, Portal->Irp);
        Status = PortalWait(Portal);
        if (NT_SUCCESS(Status))
            Portal->Beacon = (PWSK_SOCKET)Portal->Irp->IoStatus.Information;
    }
    IoFreeIrp(Portal->Irp);
    Portal->Irp = NULL;
    return Status;
}
