// CASE: every callback is enabled by some file, through a helper whose callers are all known
// CLEAN
// COMPLETE
#include "vc.h"

static NTSTATUS WSKAPI VcReceive(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                 SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    if (DataIndication != NULL)
        InterlockedIncrement(&((PVC)SocketContext)->Count);
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI VcGone(PVOID SocketContext, ULONG Flags)
{
    InterlockedIncrement(&((PVC)SocketContext)->Count);
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI VcBacklog(PVOID SocketContext, SIZE_T IdealBacklogSize)
{
    InterlockedIncrement(&((PVC)SocketContext)->Count);
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH VcEvents = {
    VcReceive,                                              // NOT(callback-never-enabled)
    VcGone,                                                 // NOT(callback-never-enabled)
    VcBacklog                                               // NOT(callback-never-enabled)
};

static NTSTATUS NTAPI VcConnected(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PVC Vc = Context;

    Vc->Last = Irp->IoStatus.Status;
    if (NT_SUCCESS(Vc->Last)) {
        Vc->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
        Vc->Last = VcSetEvents(Vc->Socket, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT);
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS VcConnect(PWSK_PROVIDER_NPI Npi, PVC Vc, PSOCKADDR Local, PSOCKADDR Remote)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, VcConnected, Vc, TRUE, TRUE, TRUE);
    return Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, Vc, &VcEvents,
                                           NULL, NULL, NULL, Irp);
}
