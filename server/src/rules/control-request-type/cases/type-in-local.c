// CASE: the request type stands in a local that fits the first call and not the second
#include <ntddk.h>
#include <wsk.h>

typedef struct _PIN {
    PWSK_SOCKET Udp;            /* bound datagram socket */
    SOCKADDR_IN Peer;
    ULONG Broadcast;
} PIN, *PPIN;

static NTSTATUS NTAPI Freed(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP NewIrp(void)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp != NULL)
        IoSetCompletionRoutine(Irp, Freed, NULL, TRUE, TRUE, TRUE);
    return Irp;
}

NTSTATUS PinApply(PPIN Pin)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Ops = Pin->Udp->Dispatch;
    const WSK_CONTROL_SOCKET_TYPE How = WskSetOption;
    NTSTATUS Status;
    PIRP Irp;

    Pin->Broadcast = 1;
    if ((Irp = NewIrp()) == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    Status = Ops->WskControlSocket(Pin->Udp, How, SO_BROADCAST, SOL_SOCKET,                 // NOT(control-request-type)
                                   sizeof(Pin->Broadcast), &Pin->Broadcast, 0, NULL, NULL, Irp);
    if (!NT_SUCCESS(Status))
        return Status;

    if ((Irp = NewIrp()) == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    return Ops->WskControlSocket(Pin->Udp,
                                 How,                                                       // EXPECT(control-request-type)
                                 SIO_WSK_SET_SENDTO_ADDRESS, 0,
                                 sizeof(Pin->Peer), &Pin->Peer, 0, NULL, NULL, Irp);
}
