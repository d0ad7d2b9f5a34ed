// COMPLETE
// VPN-like KMDF driver in C++: one helper runs every request from a lambda.
#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

#define GOTO_IF_NOT_NT_SUCCESS(lbl, st, expr)                                        \
    do {                                                                             \
        st = (expr);                                                                 \
        if (!NT_SUCCESS(st)) {                                                       \
            KdPrint(("%s:%d %s %x\n", __func__, __LINE__, #expr, st));               \
            goto lbl;                                                                \
        }                                                                            \
    } while (0)

struct TUNNEL_DEVICE {
    WDFDEVICE Handle;
    KSPIN_LOCK Lock;
    struct {
        PWSK_SOCKET Socket;
        BOOLEAN Tcp;
        LONG64 Received;
    } Socket;
    WSK_PROVIDER_NPI Npi;
};
typedef TUNNEL_DEVICE* PTUNNEL_DEVICE;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(TUNNEL_DEVICE, TunnelGetDevice)

struct DRIVER_CONTEXT {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
};
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(DRIVER_CONTEXT, GetDriverContext)

static IO_COMPLETION_ROUTINE SyncDone;

_Use_decl_annotations_
static NTSTATUS
SyncDone(PDEVICE_OBJECT deviceObject, PIRP irp, PVOID context)
{
    UNREFERENCED_PARAMETER(deviceObject);
    UNREFERENCED_PARAMETER(irp);
    if (irp->PendingReturned)
        KeSetEvent((PKEVENT)context, IO_NETWORK_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

template<class Op, class OnSuccess>
static NTSTATUS
SyncOp(_In_z_ const char* name, Op&& op, OnSuccess&& success)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;

    KEVENT event;
    KeInitializeEvent(&event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, SyncDone, &event, TRUE, TRUE, TRUE);

    NTSTATUS status = op(irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, nullptr);
        status = irp->IoStatus.Status;
    }
    if (NT_SUCCESS(status))
        success(irp);
    else
        KdPrint(("%s failed %x\n", name, status));
    IoFreeIrp(irp);
    return status;
}

template<class Op>
static NTSTATUS
SyncOp(_In_z_ const char* name, Op&& op)
{
    return SyncOp(name, op, [](PIRP) {});
}

_Use_decl_annotations_
NTSTATUS
TunnelReceive(PTUNNEL_DEVICE device, const UCHAR* data, SIZE_T length)
{
    UNREFERENCED_PARAMETER(data);
    InterlockedAdd64(&device->Socket.Received, (LONG64)length);
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI
OnUdp(_In_opt_ PVOID socketContext, ULONG flags, _In_opt_ PWSK_DATAGRAM_INDICATION dataIndication)
{
    UNREFERENCED_PARAMETER(flags);
    auto device = (PTUNNEL_DEVICE)socketContext;
    if (dataIndication == nullptr)
        return STATUS_SUCCESS;
    for (auto one = dataIndication; one != nullptr; one = one->Next) {
        auto mdl = one->Buffer.Mdl;
        auto data = (PUCHAR)MmGetSystemAddressForMdlSafe(mdl, LowPagePriority | MdlMappingNoExecute);
        if (data)
            TunnelReceive(device, data + one->Buffer.Offset, one->Buffer.Length);
    }
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI
OnTcp(_In_opt_ PVOID socketContext, ULONG flags, _In_opt_ PWSK_DATA_INDICATION dataIndication, SIZE_T bytesIndicated, SIZE_T* bytesAccepted)
{
    UNREFERENCED_PARAMETER(flags);
    auto device = (PTUNNEL_DEVICE)socketContext;
    if (dataIndication == nullptr)
        return STATUS_SUCCESS;
    while (dataIndication) {
        auto mdl = dataIndication->Buffer.Mdl;
        if (mdl) {
            auto data = (PUCHAR)MmGetSystemAddressForMdlSafe(mdl, LowPagePriority | MdlMappingNoExecute);
            if (data)
                TunnelReceive(device, data + dataIndication->Buffer.Offset, dataIndication->Buffer.Length);
        }
        dataIndication = dataIndication->Next;
    }
    *bytesAccepted = bytesIndicated;
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI
OnTcpDisconnect(_In_opt_ PVOID socketContext, ULONG flags)
{
    UNREFERENCED_PARAMETER(flags);
    if (!socketContext)
        return STATUS_SUCCESS;
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_DATAGRAM_DISPATCH g_udp = { OnUdp };
static const WSK_CLIENT_CONNECTION_DISPATCH g_tcp = { OnTcp, OnTcpDisconnect, nullptr };

static NTSTATUS
TunnelSetOption(PWSK_SOCKET socket, ULONG option, ULONG level, ULONG value)
{
    auto dispatch = (const WSK_PROVIDER_DATAGRAM_DISPATCH*)socket->Dispatch;
    return SyncOp("SetOption", [=, &value](PIRP irp) {
        return dispatch->Basic.WskControlSocket(socket, WskSetOption, option, level, sizeof(value), &value, 0, nullptr, nullptr, irp);
    });
}

NTSTATUS
TunnelOpenUdp(PTUNNEL_DEVICE device, PSOCKADDR local)
{
    PWSK_SOCKET socket = nullptr;
    NTSTATUS status;
    SIZE_T bufferSize = 16 * 1024 * 1024;
    WSK_EVENT_CALLBACK_CONTROL control;

    GOTO_IF_NOT_NT_SUCCESS(error, status, SyncOp("CreateSocket", [device](PIRP irp) {
        return device->Npi.Dispatch->WskSocket(device->Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
            WSK_FLAG_DATAGRAM_SOCKET, device, &g_udp, nullptr, nullptr, nullptr, irp);
    }, [&socket](PIRP irp) {
        socket = (PWSK_SOCKET)irp->IoStatus.Information;
    }));

    GOTO_IF_NOT_NT_SUCCESS(error, status, TunnelSetOption(socket, SO_RCVBUF, SOL_SOCKET, (ULONG)bufferSize));
    GOTO_IF_NOT_NT_SUCCESS(error, status, TunnelSetOption(socket, SO_REUSEADDR, IPPROTO_UDP, 1)); // EXPECT(control-level)

    GOTO_IF_NOT_NT_SUCCESS(error, status, SyncOp("Bind", [=](PIRP irp) {
        return ((const WSK_PROVIDER_DATAGRAM_DISPATCH*)socket->Dispatch)->WskBind(socket, local, 0, irp);
    }));

    control.NpiId = &NPI_WSK_INTERFACE_ID;
    control.EventMask = WSK_EVENT_RECEIVE_FROM;
    GOTO_IF_NOT_NT_SUCCESS(error, status, ((const WSK_PROVIDER_DATAGRAM_DISPATCH*)socket->Dispatch)->Basic.WskControlSocket(socket,
        WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(control), &control, 0, nullptr, nullptr, nullptr));

    device->Socket.Socket = socket;
    device->Socket.Tcp = FALSE;
    return STATUS_SUCCESS;
error:
    if (socket) {
        SyncOp("Close", [socket](PIRP irp) {
            return ((const WSK_PROVIDER_BASIC_DISPATCH*)socket->Dispatch)->WskCloseSocket(socket, irp);
        });
    }
    return status;
}

NTSTATUS
TunnelOpenTcp(PTUNNEL_DEVICE device, PSOCKADDR local, PSOCKADDR remote)
{
    PWSK_SOCKET socket = nullptr;
    NTSTATUS status;

    GOTO_IF_NOT_NT_SUCCESS(error, status, SyncOp("Create", [&](PIRP irp) {
        return device->Npi.Dispatch->WskSocket(device->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
            WSK_FLAG_CONNECTION_SOCKET, device, &g_tcp, nullptr, nullptr, nullptr, irp);
    }, [&](PIRP irp) {
        socket = (PWSK_SOCKET)irp->IoStatus.Information;
    }));
    {
        auto dispatch = (const WSK_PROVIDER_CONNECTION_DISPATCH*)socket->Dispatch;
        GOTO_IF_NOT_NT_SUCCESS(error, status, SyncOp("Bind", [&](PIRP irp) { return dispatch->WskBind(socket, local, 0, irp); }));
        GOTO_IF_NOT_NT_SUCCESS(error, status, SyncOp("Connect", [&](PIRP irp) { return dispatch->WskConnect(socket, remote, 0, irp); }));
        WSK_EVENT_CALLBACK_CONTROL control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT };
        GOTO_IF_NOT_NT_SUCCESS(error, status, dispatch->Basic.WskControlSocket(socket, WskSetOption, SO_WSK_EVENT_CALLBACK,
            SOL_SOCKET, sizeof(control), &control, 0, nullptr, nullptr, nullptr));
    }
    device->Socket.Socket = socket;
    device->Socket.Tcp = TRUE;
    return STATUS_SUCCESS;
error:
    if (socket) {
        SyncOp("Close", [&](PIRP irp) {
            return ((PWSK_PROVIDER_BASIC_DISPATCH)socket->Dispatch)->WskCloseSocket(socket, irp);
        });
    }
    return status;
}

VOID
TunnelClose(PTUNNEL_DEVICE device)
{
    KIRQL irql;
    KeAcquireSpinLock(&device->Lock, &irql);
    auto socket = device->Socket.Socket;
    device->Socket.Socket = nullptr;
    KeReleaseSpinLock(&device->Lock, irql);
    if (!socket)
        return;
    if (device->Socket.Tcp) {
        SyncOp("Disconnect", [socket](PIRP irp) {
            return ((PWSK_PROVIDER_CONNECTION_DISPATCH)socket->Dispatch)->WskDisconnect(socket, nullptr, WSK_FLAG_ABORTIVE, irp);
        });
    }
    SyncOp("Close", [socket](PIRP irp) {
        return ((PWSK_PROVIDER_BASIC_DISPATCH)socket->Dispatch)->WskCloseSocket(socket, irp);
    });
}

static NTSTATUS
SendDone(PDEVICE_OBJECT, PIRP irp, PVOID context)
{
    auto request = (WDFREQUEST)context;
    WdfRequestCompleteWithInformation(request, irp->IoStatus.Status, irp->IoStatus.Information);
    IoFreeIrp(irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS
TunnelSend(PTUNNEL_DEVICE device, WDFREQUEST request)
{
    WSK_BUF buf{};
    NTSTATUS status;
    PMDL mdl;

    GOTO_IF_NOT_NT_SUCCESS(done, status, WdfRequestRetrieveInputWdmMdl(request, &mdl));
    buf.Mdl = mdl;
    buf.Length = MmGetMdlByteCount(mdl);
    {
        auto irp = IoAllocateIrp(1, FALSE);
        if (!irp) {
            status = STATUS_INSUFFICIENT_RESOURCES;
            goto done;
        }
        IoSetCompletionRoutine(irp, SendDone, request, TRUE, TRUE, TRUE);
        status = ((const WSK_PROVIDER_CONNECTION_DISPATCH*)device->Socket.Socket->Dispatch)->WskSend(device->Socket.Socket, &buf, 0, irp);
        return status;
    }
done:
    WdfRequestComplete(request, status);
    return status;
}

extern "C" VOID
EvtUnload(WDFDRIVER driver)
{
    auto context = GetDriverContext(driver);
    WskReleaseProviderNPI(&context->Registration);
    WskDeregister(&context->Registration);
}

extern "C" NTSTATUS
EvtAdd(WDFDRIVER driver, PWDFDEVICE_INIT init)
{
    WDFDEVICE handle;
    WDF_OBJECT_ATTRIBUTES attributes;
    NTSTATUS status;
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, TUNNEL_DEVICE);
    attributes.EvtCleanupCallback = [](WDFOBJECT object) { TunnelClose(TunnelGetDevice(object)); };
    GOTO_IF_NOT_NT_SUCCESS(done, status, WdfDeviceCreate(&init, &attributes, &handle));
    TunnelGetDevice(handle)->Npi = GetDriverContext(driver)->Npi;
    KeInitializeSpinLock(&TunnelGetDevice(handle)->Lock);
done:
    return status;
}

static const WSK_CLIENT_DISPATCH g_client = { MAKE_WSK_VERSION(1, 0), 0, nullptr };

extern "C" NTSTATUS
DriverEntry(PDRIVER_OBJECT object, PUNICODE_STRING path)
{
    WDF_DRIVER_CONFIG config;
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFDRIVER driver;
    NTSTATUS status;
    WSK_CLIENT_NPI npi = {};

    WDF_DRIVER_CONFIG_INIT(&config, EvtAdd);
    config.EvtDriverUnload = EvtUnload;
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, DRIVER_CONTEXT);
    GOTO_IF_NOT_NT_SUCCESS(done, status, WdfDriverCreate(object, path, &attributes, &config, &driver));

    npi.Dispatch = &g_client;
    {
        auto context = GetDriverContext(driver);
        GOTO_IF_NOT_NT_SUCCESS(done, status, WskRegister(&npi, &context->Registration));
        status = WskCaptureProviderNPI(&context->Registration, 500, &context->Npi);
        if (!NT_SUCCESS(status))
            WskDeregister(&context->Registration);
    }
done:
    return status;
}
