#include "mesh.h"

static NTSTATUS NTAPI MeshDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    KeSetEvent(&g_Mesh.Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS MeshOpen(VOID)
{
    WSK_EVENT_CALLBACK_CONTROL control = { &NPI_WSK_INTERFACE_ID, MESH_STATIC_EVENTS };
    NTSTATUS status;
    PIRP irp;

    status = g_Mesh.Npi.Dispatch->WskControlClient(g_Mesh.Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS,
                                                   sizeof(control), &control, 0, NULL, NULL, NULL);
    if (!NT_SUCCESS(status))
        return status;
    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&g_Mesh.Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, MeshDone, NULL, TRUE, TRUE, TRUE);
    g_Mesh.Npi.Dispatch->WskSocket(g_Mesh.Npi.Client, AF_INET6, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                                   &g_Mesh, &MeshEvents, NULL, NULL, NULL, irp);
    KeWaitForSingleObject(&g_Mesh.Done, Executive, KernelMode, FALSE, NULL);
    status = irp->IoStatus.Status;
    if (NT_SUCCESS(status))
        g_Mesh.Packets = (PWSK_SOCKET)irp->IoStatus.Information;
    IoFreeIrp(irp);
    return status;
}
