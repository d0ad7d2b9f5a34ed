// COMPLETE
//
// Listening KMDF driver: WDF objects, event callbacks with contexts, everything asynchronous where it can be.
//
#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

#define POOLTAG 'nsiL'

typedef struct _DEVICE_CONTEXT {
    WDFDEVICE           Device;
    WDFQUEUE            Queue;
    WSK_REGISTRATION    Registration;
    WSK_PROVIDER_NPI    Npi;
    BOOLEAN             Captured;
    PWSK_SOCKET         Listener;
    WDFSPINLOCK         Lock;
    LIST_ENTRY          Connections;
    KEVENT              Idle;
} DEVICE_CONTEXT, *PDEVICE_CONTEXT;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(DEVICE_CONTEXT, GetDeviceContext)

typedef struct _CONNECTION {
    LIST_ENTRY       Link;
    PDEVICE_CONTEXT  Owner;
    PWSK_SOCKET      Socket;
    LONG             References;
    WDFWORKITEM      Closer;
    WDFREQUEST       Pending;
    WSK_BUF          SendBuf;
    UCHAR            Staging[512];
} CONNECTION, *PCONNECTION;

typedef struct _WORK_CONTEXT {
    PCONNECTION Connection;
} WORK_CONTEXT, *PWORK_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(WORK_CONTEXT, GetWorkContext)

EVT_WDF_DRIVER_DEVICE_ADD        ListenEvtDeviceAdd;
EVT_WDF_DEVICE_SELF_MANAGED_IO_INIT  ListenEvtIoInit;
EVT_WDF_OBJECT_CONTEXT_CLEANUP   ListenEvtCleanup;
EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL ListenEvtIoControl;
EVT_WDF_WORKITEM                 ListenEvtCloser;

static FN_WSK_ACCEPT_EVENT     OnAccept;
static FN_WSK_RECEIVE_EVENT    OnReceive;
static FN_WSK_DISCONNECT_EVENT OnDisconnect;

static const WSK_CLIENT_CONNECTION_DISPATCH ConnectionEvents = {
    OnReceive,                                          // EXPECT(callback-never-enabled)
    OnDisconnect,                                       // EXPECT(callback-never-enabled)
    NULL
};

static const WSK_CLIENT_LISTEN_DISPATCH ListenEvents = {
    OnAccept,
    NULL,
    NULL
};

static const WSK_CLIENT_DISPATCH ClientEvents = {
    MAKE_WSK_VERSION(1, 0), 0, NULL
};

static NTSTATUS
SignalWaiter(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_ PIRP Irp,
    _In_reads_opt_(_Inexpressible_("varies")) PVOID Context
    )
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    _Analysis_assume_(Context != NULL);
    KeSetEvent((PKEVENT)Context, 0, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS
FreeIrpOnly(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_ PIRP Irp,
    _In_opt_ PVOID Context
    )
{
    PCONNECTION connection = Context;
    UNREFERENCED_PARAMETER(DeviceObject);
    IoFreeIrp(Irp);
    if (InterlockedDecrement(&connection->References) == 0) {
        ExFreePoolWithTag(connection, POOLTAG);
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_IRQL_requires_(PASSIVE_LEVEL)
static NTSTATUS
SyncIrp(
    _Outptr_ PIRP *Irp,
    _Out_ PKEVENT Event
    )
{
    PIRP irp;
    PAGED_CODE();
    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(Event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, SignalWaiter, Event, TRUE, TRUE, TRUE);
    *Irp = irp;
    return STATUS_SUCCESS;
}

static NTSTATUS
Finish(
    _In_ NTSTATUS Status,
    _In_ PIRP Irp,
    _In_ PKEVENT Event
    )
{
    if (Status == STATUS_PENDING) {
        (void)KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    return Status;
}

static NTSTATUS
CloseAndWait(
    _In_ PWSK_SOCKET Socket
    )
{
    KEVENT event;
    PIRP irp;
    NTSTATUS status = SyncIrp(&irp, &event);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = ((const WSK_PROVIDER_BASIC_DISPATCH*)Socket->Dispatch)->WskCloseSocket(Socket, irp);
    status = Finish(status, irp, &event);
    IoFreeIrp(irp);
    return status;
}

static VOID
CloseLater(
    _In_ PCONNECTION Connection
    )
{
    WdfWorkItemEnqueue(Connection->Closer);
}

NTSTATUS
WSKAPI
OnReceive(
    _In_opt_ PVOID SocketContext,
    _In_ ULONG Flags,
    _In_opt_ PWSK_DATA_INDICATION DataIndication,
    _In_ SIZE_T BytesIndicated,
    _Inout_ SIZE_T *BytesAccepted
    )
{
    PCONNECTION connection = SocketContext;
    SIZE_T copied = 0;

    UNREFERENCED_PARAMETER(Flags);

    while (DataIndication != NULL && copied < sizeof(connection->Staging)) {
        PUCHAR source = MmGetSystemAddressForMdlSafe(DataIndication->Buffer.Mdl, NormalPagePriority | MdlMappingNoExecute);
        SIZE_T chunk = min(DataIndication->Buffer.Length, sizeof(connection->Staging) - copied);
        if (source == NULL) {
            break;
        }
        RtlCopyMemory(connection->Staging + copied, source + DataIndication->Buffer.Offset, chunk);
        copied += chunk;
        DataIndication = DataIndication->Next;
    }
    if (copied < BytesIndicated) {
        *BytesAccepted = copied;                        // EXPECT(receive-not-resumed)
    }
    return STATUS_SUCCESS;                              // OR(receive-not-resumed)
}

NTSTATUS
WSKAPI
OnDisconnect(
    _In_opt_ PVOID SocketContext,
    _In_ ULONG Flags
    )
{
    PCONNECTION connection = SocketContext;
    if (Flags & WSK_FLAG_ABORTIVE) {
        CloseAndWait(connection->Socket);               // EXPECT(wait-in-callback)
    } else {
        CloseLater(connection);
    }
    return STATUS_SUCCESS;
}

NTSTATUS
WSKAPI
OnAccept(
    _In_opt_ PVOID SocketContext,
    _In_ ULONG Flags,
    _In_ PSOCKADDR LocalAddress,
    _In_ PSOCKADDR RemoteAddress,
    _In_opt_ PWSK_SOCKET AcceptSocket,
    _Outptr_result_maybenull_ PVOID *AcceptSocketContext,
    _Outptr_result_maybenull_ CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch
    )
{
    PDEVICE_CONTEXT device = SocketContext;
    PCONNECTION connection;
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_WORKITEM_CONFIG config;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(RemoteAddress);

    if (AcceptSocket == NULL) {
        WdfWorkItemEnqueue(device->Queue);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    connection = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*connection), POOLTAG);
    if (connection == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;           // EXPECT(callback-return)
    }
    RtlZeroMemory(connection, sizeof(*connection));
    connection->Owner = device;
    connection->Socket = AcceptSocket;
    connection->References = 1;

    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, WORK_CONTEXT);
    attributes.ParentObject = device->Device;
    WDF_WORKITEM_CONFIG_INIT(&config, ListenEvtCloser);
    status = WdfWorkItemCreate(&config, &attributes, &connection->Closer);
    if (!NT_SUCCESS(status)) {
        ExFreePoolWithTag(connection, POOLTAG);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    GetWorkContext(connection->Closer)->Connection = connection;

    WdfSpinLockAcquire(device->Lock);
    InsertTailList(&device->Connections, &connection->Link);
    WdfSpinLockRelease(device->Lock);

    *AcceptSocketContext = connection;
    *AcceptSocketDispatch = &ConnectionEvents;
    return STATUS_SUCCESS;
}

static NTSTATUS
SendBack(
    _In_ PCONNECTION Connection,
    _In_ PMDL Mdl,
    _In_ SIZE_T Length
    )
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch =
        (const WSK_PROVIDER_CONNECTION_DISPATCH *)Connection->Socket->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);
    NTSTATUS status;

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    InterlockedIncrement(&Connection->References);
    IoSetCompletionRoutine(irp, FreeIrpOnly, Connection, TRUE, FALSE, TRUE);  // EXPECT(completion-invoke-flags)
    Connection->SendBuf.Mdl = Mdl;
    Connection->SendBuf.Offset = 0;
    Connection->SendBuf.Length = Length;
    status = dispatch->WskSend(Connection->Socket, &Connection->SendBuf, 0, irp);
    if (!NT_SUCCESS(status)) {
        IoFreeIrp(irp);                                 // EXPECT(irp-double-free)
    }
    return status;
}

VOID
ListenEvtCloser(
    _In_ WDFWORKITEM WorkItem
    )
{
    PCONNECTION connection = GetWorkContext(WorkItem)->Connection;
    PAGED_CODE();
    (VOID)CloseAndWait(connection->Socket);
    WdfSpinLockAcquire(connection->Owner->Lock);
    RemoveEntryList(&connection->Link);
    WdfSpinLockRelease(connection->Owner->Lock);
    if (InterlockedDecrement(&connection->References) == 0) {
        ExFreePoolWithTag(connection, POOLTAG);
    }
    WdfObjectDelete(WorkItem);
}

static NTSTATUS
Listen(
    _Inout_ PDEVICE_CONTEXT Device,
    _In_ USHORT Port
    )
{
    SOCKADDR_IN local = { 0 };
    WSK_EVENT_CALLBACK_CONTROL control;
    const WSK_PROVIDER_LISTEN_DISPATCH *dispatch;
    KEVENT event;
    PIRP irp;
    NTSTATUS status;

    PAGED_CODE();
    status = SyncIrp(&irp, &event);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = Device->Npi.Dispatch->WskSocket(
        Device->Npi.Client,
        AF_INET,
        SOCK_STREAM,
        IPPROTO_TCP,
        WSK_FLAG_LISTEN_SOCKET,
        Device,
        &ConnectionEvents,                              // EXPECT(client-dispatch-category)
        NULL,
        NULL,
        NULL,
        irp);
    status = Finish(status, irp, &event);
    if (!NT_SUCCESS(status)) {
        goto Exit;
    }
    Device->Listener = (PWSK_SOCKET)irp->IoStatus.Information;
    dispatch = Device->Listener->Dispatch;

    control.NpiId = &NPI_WSK_INTERFACE_ID;
    control.EventMask = WSK_EVENT_ACCEPT;
    status = dispatch->Basic.WskControlSocket(          // EXPECT(option-timing)
        Device->Listener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
        sizeof(PWSK_EVENT_CALLBACK_CONTROL),            // EXPECT(control-input)
        &control, 0, NULL, NULL, NULL);
    if (!NT_SUCCESS(status)) {
        goto Exit;
    }

    local.sin_family = AF_INET;
    local.sin_port = RtlUshortByteSwap(Port);
    IoReuseIrp(irp, STATUS_SUCCESS);
    KeClearEvent(&event);
    status = dispatch->WskBind(Device->Listener, (PSOCKADDR)&local, 0, irp);  // EXPECT(completion-missing)
    status = Finish(status, irp, &event);
Exit:
    IoFreeIrp(irp);
    return status;
}

NTSTATUS
ListenEvtIoInit(
    _In_ WDFDEVICE Device
    )
{
    PDEVICE_CONTEXT context = GetDeviceContext(Device);
    WSK_CLIENT_NPI client;
    NTSTATUS status;

    client.ClientContext = context;
    client.Dispatch = &ClientEvents;
    status = WskRegister(&client, &context->Registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = WskCaptureProviderNPI(&context->Registration, 500, &context->Npi);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&context->Registration);
        return status;
    }
    context->Captured = TRUE;
    status = Listen(context, 4711);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&context->Registration);          // EXPECT(deregister-with-npi)
        return status;
    }
    return STATUS_SUCCESS;
}

VOID
ListenEvtCleanup(
    _In_ WDFOBJECT Object
    )
{
    PDEVICE_CONTEXT context = GetDeviceContext(Object);
    if (context->Listener != NULL) {
        CloseAndWait(context->Listener);
        context->Listener = NULL;
    }
    if (context->Captured) {
        WskReleaseProviderNPI(&context->Registration);
        WskDeregister(&context->Registration);
    }
}

VOID
ListenEvtIoControl(
    _In_ WDFQUEUE Queue,
    _In_ WDFREQUEST Request,
    _In_ size_t OutputBufferLength,
    _In_ size_t InputBufferLength,
    _In_ ULONG IoControlCode
    )
{
    PDEVICE_CONTEXT device = GetDeviceContext(WdfIoQueueGetDevice(Queue));
    NTSTATUS status = STATUS_INVALID_DEVICE_REQUEST;
    PMDL mdl;

    UNREFERENCED_PARAMETER(OutputBufferLength);
    switch (IoControlCode) {
    case 0x222000:
        status = WdfRequestRetrieveInputWdmMdl(Request, &mdl);
        if (NT_SUCCESS(status) && !IsListEmpty(&device->Connections)) {
            PCONNECTION first = CONTAINING_RECORD(device->Connections.Flink, CONNECTION, Link);
            status = SendBack(first, mdl, InputBufferLength);
        }
        break;
    default:
        break;
    }
    WdfRequestComplete(Request, status);
}

NTSTATUS
ListenEvtDeviceAdd(
    _In_ WDFDRIVER Driver,
    _Inout_ PWDFDEVICE_INIT DeviceInit
    )
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_PNPPOWER_EVENT_CALLBACKS power;
    WDF_IO_QUEUE_CONFIG queue;
    WDFDEVICE device;
    PDEVICE_CONTEXT context;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Driver);
    WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&power);
    power.EvtDeviceSelfManagedIoInit = ListenEvtIoInit;
    WdfDeviceInitSetPnpPowerEventCallbacks(DeviceInit, &power);
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, DEVICE_CONTEXT);
    attributes.EvtCleanupCallback = ListenEvtCleanup;
    status = WdfDeviceCreate(&DeviceInit, &attributes, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    context = GetDeviceContext(device);
    context->Device = device;
    InitializeListHead(&context->Connections);
    status = WdfSpinLockCreate(WDF_NO_OBJECT_ATTRIBUTES, &context->Lock);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&queue, WdfIoQueueDispatchParallel);
    queue.EvtIoDeviceControl = ListenEvtIoControl;
    return WdfIoQueueCreate(device, &queue, WDF_NO_OBJECT_ATTRIBUTES, &context->Queue);
}

NTSTATUS
DriverEntry(
    _In_ PDRIVER_OBJECT DriverObject,
    _In_ PUNICODE_STRING RegistryPath
    )
{
    WDF_DRIVER_CONFIG config;
    WDF_DRIVER_CONFIG_INIT(&config, ListenEvtDeviceAdd);
    return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, WDF_NO_HANDLE);
}
