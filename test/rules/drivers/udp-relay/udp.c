// COMPLETE
/*++
    UDP relay: retained datagrams, WskRelease from a DPC, static callbacks, lookaside lists, an idle timer.
--*/
#include <ntddk.h>
#include <wsk.h>

#define RELAY_TAG 'ylaR'

typedef struct _RELAY_PACKET {
    LIST_ENTRY               Entry;
    PWSK_DATAGRAM_INDICATION Indication;
} RELAY_PACKET, *PRELAY_PACKET;

typedef struct _RELAY {
    PWSK_SOCKET        Socket;
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Dispatch;
    LIST_ENTRY         Queue;
    KSPIN_LOCK         QueueLock;
    KDPC               Dpc;
    KTIMER             Timer;
    EX_RUNDOWN_REF     Rundown;
    NPAGED_LOOKASIDE_LIST Packets;
    LONG               Dropped;
    BOOLEAN            Closing;
} RELAY, *PRELAY;

static RELAY            g_Relay;
static WSK_REGISTRATION g_Registration;
static WSK_PROVIDER_NPI g_Npi;

static
NTSTATUS
RelayWake(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_ PIRP Irp,
    _In_ PVOID Context
    )
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (Irp->PendingReturned) {
        KeSetEvent((PKEVENT)Context, IO_NETWORK_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static
NTSTATUS
RelayWakeAlways(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_ PIRP Irp,
    _In_ PVOID Context
    )
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NETWORK_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static
NTSTATUS
RelaySendDone(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_ PIRP Irp,
    _In_ PVOID Context
    )
{
    PMDL mdl = (PMDL)Context;
    UNREFERENCED_PARAMETER(DeviceObject);
    if (!NT_SUCCESS(Irp->IoStatus.Status)) {
        InterlockedIncrement(&g_Relay.Dropped);
    }
    ExFreePoolWithTag(MmGetMdlVirtualAddress(mdl), RELAY_TAG);
    IoFreeMdl(mdl);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static
VOID
RelayReleaseDpc(
    _In_ PKDPC Dpc,
    _In_opt_ PVOID DeferredContext,
    _In_opt_ PVOID SystemArgument1,
    _In_opt_ PVOID SystemArgument2
    )
{
    PRELAY relay = (PRELAY)DeferredContext;
    PLIST_ENTRY entry;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(SystemArgument1);
    UNREFERENCED_PARAMETER(SystemArgument2);

    while ((entry = ExInterlockedRemoveHeadList(&relay->Queue, &relay->QueueLock)) != NULL) {
        PRELAY_PACKET packet = CONTAINING_RECORD(entry, RELAY_PACKET, Entry);
        relay->Dispatch->WskRelease(relay->Socket, packet->Indication);
        ExFreeToNPagedLookasideList(&relay->Packets, packet);
    }
}

NTSTATUS
WSKAPI
RelayReceiveFrom(
    _In_opt_ PVOID SocketContext,
    _In_ ULONG Flags,
    _In_opt_ PWSK_DATAGRAM_INDICATION DataIndication
    )
{
    PRELAY relay = (PRELAY)SocketContext;
    PRELAY_PACKET packet;

    if (DataIndication == NULL) {
        relay->Closing = TRUE;
        KeSetTimer(&relay->Timer, (LARGE_INTEGER){ 0 }, &relay->Dpc);
        return STATUS_SUCCESS;
    }
    packet = ExAllocateFromNPagedLookasideList(&relay->Packets);
    if (packet == NULL) {
        InterlockedIncrement(&relay->Dropped);
        return STATUS_DATA_NOT_ACCEPTED;            // EXPECT(static-receive-from-pause)
    }
    packet->Indication = DataIndication;
    ExInterlockedInsertTailList(&relay->Queue, &packet->Entry, &relay->QueueLock);
    KeInsertQueueDpc(&relay->Dpc, NULL, NULL);
    if (Flags & WSK_FLAG_AT_DISPATCH_LEVEL) {
        return STATUS_PENDING;
    }
    {
        LARGE_INTEGER pause;
        pause.QuadPart = -50000;
        KeDelayExecutionThread(KernelMode, FALSE, &pause);      // EXPECT(at-dispatch-flag)
    }
    return STATUS_PENDING;
}

static const WSK_CLIENT_DATAGRAM_DISPATCH RelayEvents = { RelayReceiveFrom };

static
NTSTATUS
RelayEvent(
    _In_opt_ PVOID ClientContext,
    _In_ ULONG EventType,
    _In_opt_ PVOID Information,
    _In_ SIZE_T InformationLength
    )
{
    UNREFERENCED_PARAMETER(ClientContext);
    UNREFERENCED_PARAMETER(EventType);
    UNREFERENCED_PARAMETER(Information);
    UNREFERENCED_PARAMETER(InformationLength);
    return STATUS_NOT_IMPLEMENTED;
}

static const WSK_CLIENT_DISPATCH RelayClient = { MAKE_WSK_VERSION(1, 0), 0, RelayEvent };

NTSTATUS
RelaySend(
    _In_ PRELAY Relay,
    _In_reads_bytes_(Length) const VOID *Data,
    _In_ ULONG Length,
    _In_ PSOCKADDR To
    )
{
    PVOID copy;
    PMDL mdl;
    PIRP irp;
    WSK_BUF buf;

    copy = ExAllocatePoolWithTag(NonPagedPoolNx, Length, RELAY_TAG);
    if (copy == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    RtlCopyMemory(copy, Data, Length);
    irp = IoAllocateIrp(1, FALSE);                  // OR(irp-leak)
    if (irp == NULL) {
        ExFreePoolWithTag(copy, RELAY_TAG);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    mdl = IoAllocateMdl(copy, Length, FALSE, FALSE, NULL);
    if (mdl == NULL) {
        ExFreePoolWithTag(copy, RELAY_TAG);
        return STATUS_INSUFFICIENT_RESOURCES;       // EXPECT(irp-leak)
    }
    buf.Mdl = mdl;
    buf.Length = Length;
    buf.Offset = 0;
    IoSetCompletionRoutine(irp, RelaySendDone, mdl, TRUE, TRUE, TRUE);
    return Relay->Dispatch->WskSendTo(Relay->Socket,
                                      &buf,         // EXPECT(wsk-buf)
                                      0, To, 0, NULL, irp);
}

static
NTSTATUS
RelayOpen(
    _Inout_ PRELAY Relay,
    _In_ USHORT Port
    )
{
    SOCKADDR_IN local = { 0 };
    KEVENT event;
    PIRP irp;
    NTSTATUS status;
    ULONG yes = 1;

    irp = IoAllocateIrp(0, FALSE);                  // EXPECT(irp-stack-size)
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, RelayWakeAlways, &event, TRUE, TRUE, TRUE);
    status = g_Npi.Dispatch->WskSocket(g_Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                                       Relay, &RelayEvents, NULL, NULL, NULL, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&event, Executive, UserMode, FALSE, NULL);    // EXPECT(wait-mode)
        status = irp->IoStatus.Status;
    }
    if (!NT_SUCCESS(status)) {
        IoFreeIrp(irp);
        return status;
    }
    Relay->Socket = (PWSK_SOCKET)irp->IoStatus.Information;
    Relay->Dispatch = (const WSK_PROVIDER_DATAGRAM_DISPATCH *)Relay->Socket->Dispatch;

    KeClearEvent(&event);
    IoReuseIrp(irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(irp, RelayWakeAlways, &event, TRUE, TRUE, TRUE);
    local.sin_family = AF_INET;
    local.sin_port = RtlUshortByteSwap(Port);
    status = Relay->Dispatch->WskBind(Relay->Socket, (PSOCKADDR)&local, 0, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
    }
    if (NT_SUCCESS(status)) {
        KeClearEvent(&event);
        IoReuseIrp(irp, STATUS_UNSUCCESSFUL);
        IoSetCompletionRoutine(irp, RelayWakeAlways, &event, TRUE, TRUE, TRUE);
        status = Relay->Dispatch->Basic.WskControlSocket(Relay->Socket, WskIoctl, SO_BROADCAST, SOL_SOCKET,    // EXPECT(control-request-type)
            sizeof(yes), &yes, 0, NULL, NULL, irp);
        if (status == STATUS_PENDING) {
            KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
        }
    }
    IoFreeIrp(irp);
    return status;                                  // EXPECT(pending-status)
}

VOID
RelayUnload(
    _In_ PDRIVER_OBJECT DriverObject
    )
{
    KEVENT event;
    PIRP irp;

    UNREFERENCED_PARAMETER(DriverObject);
    KeCancelTimer(&g_Relay.Timer);
    if (g_Relay.Socket != NULL) {
        irp = IoAllocateIrp(1, FALSE);
        if (irp != NULL) {
            NTSTATUS status;
            KeInitializeEvent(&event, NotificationEvent, FALSE);
            IoSetCompletionRoutine(irp, RelayWakeAlways, &event, TRUE, TRUE, TRUE);
            status = g_Relay.Dispatch->Basic.WskCloseSocket(g_Relay.Socket, irp);
            if (status == STATUS_PENDING) {
                KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
            }
            IoFreeIrp(irp);
        }
    }
    WskReleaseProviderNPI(&g_Registration);
    WskDeregister(&g_Registration);
    ExDeleteNPagedLookasideList(&g_Relay.Packets);
}

NTSTATUS
DriverEntry(
    _In_ PDRIVER_OBJECT DriverObject,
    _In_ PUNICODE_STRING RegistryPath
    )
{
    WSK_CLIENT_NPI npi = { .ClientContext = NULL, .Dispatch = &RelayClient };
    WSK_EVENT_CALLBACK_CONTROL control = {
        .NpiId = &NPI_WSK_INTERFACE_ID,
        .EventMask = WSK_EVENT_RECEIVE_FROM | WSK_EVENT_DISABLE,  // EXPECT(static-disable-flag)
    };
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = RelayUnload;
    InitializeListHead(&g_Relay.Queue);
    KeInitializeSpinLock(&g_Relay.QueueLock);
    KeInitializeDpc(&g_Relay.Dpc, RelayReleaseDpc, &g_Relay);
    KeInitializeTimer(&g_Relay.Timer);
    ExInitializeNPagedLookasideList(&g_Relay.Packets, NULL, NULL, POOL_NX_ALLOCATION, sizeof(RELAY_PACKET), RELAY_TAG, 0);

    status = WskRegister(&npi, &g_Registration);
    if (!NT_SUCCESS(status)) {
        ExDeleteNPagedLookasideList(&g_Relay.Packets);
        return status;
    }
    status = WskCaptureProviderNPI(&g_Registration, 1000, &g_Npi);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&g_Registration);
        ExDeleteNPagedLookasideList(&g_Relay.Packets);
        return status;
    }
    status = RelayOpen(&g_Relay, 5353);
    if (NT_SUCCESS(status)) {
        status = g_Npi.Dispatch->WskControlClient(g_Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(control), &control,
                                                  0, NULL, NULL, NULL);   // EXPECT(static-after-socket)
    }
    if (!NT_SUCCESS(status)) {
        RelayUnload(DriverObject);
    }
    return status;
}
