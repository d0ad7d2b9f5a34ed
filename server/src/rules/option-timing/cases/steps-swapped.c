// CASE: each step of the start is a helper; two of them stand in the wrong order, once before bind and once behind it
#include <ntddk.h>
#include <wsk.h>

typedef struct _BEACON {
    PWSK_PROVIDER_NPI Npi;
    PWSK_SOCKET Socket;
    PIRP Irp;
    KEVENT Done;
} BEACON, *PBEACON;

static NTSTATUS WSKAPI BeaconHeard(PVOID Context, ULONG Flags, PWSK_DATAGRAM_INDICATION Datagrams)
{
    UNREFERENCED_PARAMETER(Flags);
    if (Datagrams == NULL) {
        KeSetEvent(&((PBEACON)Context)->Done, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_DATAGRAM_DISPATCH BeaconEvents = { BeaconHeard };

static NTSTATUS NTAPI BeaconSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID BeaconArm(PBEACON Beacon)
{
    IoReuseIrp(Beacon->Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&Beacon->Done);
    IoSetCompletionRoutine(Beacon->Irp, BeaconSignal, &Beacon->Done, TRUE, TRUE, TRUE);
}

static NTSTATUS BeaconAwait(PBEACON Beacon)
{
    KeWaitForSingleObject(&Beacon->Done, Executive, KernelMode, FALSE, NULL);
    return Beacon->Irp->IoStatus.Status;
}

static NTSTATUS BeaconOpen(PBEACON Beacon)
{
    NTSTATUS Status;

    BeaconArm(Beacon);
    (VOID)Beacon->Npi->Dispatch->WskSocket(Beacon->Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
                                           WSK_FLAG_DATAGRAM_SOCKET, Beacon, &BeaconEvents, NULL, NULL, NULL,
                                           Beacon->Irp);
    Status = BeaconAwait(Beacon);
    if (NT_SUCCESS(Status)) {
        Beacon->Socket = (PWSK_SOCKET)Beacon->Irp->IoStatus.Information;
    }
    return Status;
}

static NTSTATUS BeaconBind(PBEACON Beacon, PSOCKADDR Local)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Table = Beacon->Socket->Dispatch;

    BeaconArm(Beacon);
    (VOID)Table->WskBind(Beacon->Socket, Local, 0, Beacon->Irp);
    return BeaconAwait(Beacon);
}

static NTSTATUS BeaconListenFor(PBEACON Beacon, ULONG Events)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Table = Beacon->Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Events };

    return Table->WskControlSocket(Beacon->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),
                                   &Control, 0, NULL, NULL, NULL);
}

static NTSTATUS BeaconShare(PBEACON Beacon)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Table = Beacon->Socket->Dispatch;
    ULONG Share = 1;

    BeaconArm(Beacon);
    (VOID)Table->WskControlSocket(Beacon->Socket, WskSetOption, SO_REUSEADDR, SOL_SOCKET, sizeof(Share), &Share,
                                  0, NULL, NULL, Beacon->Irp);
    return BeaconAwait(Beacon);
}

NTSTATUS BeaconHear(PBEACON Beacon, PSOCKADDR Local)
{
    NTSTATUS Status;

    Status = BeaconOpen(Beacon);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    Status = BeaconListenFor(Beacon, WSK_EVENT_RECEIVE_FROM);       // EXPECT(option-timing)
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    Status = BeaconBind(Beacon, Local);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    return STATUS_SUCCESS;
}

NTSTATUS BeaconHearShared(PBEACON Beacon, PSOCKADDR Local)
{
    NTSTATUS Status = BeaconOpen(Beacon);

    if (NT_SUCCESS(Status))
        Status = BeaconBind(Beacon, Local);
    if (NT_SUCCESS(Status))
        Status = BeaconShare(Beacon);                               // EXPECT(option-timing)
    if (NT_SUCCESS(Status))
        Status = BeaconListenFor(Beacon, WSK_EVENT_RECEIVE_FROM);
    return Status;
}
