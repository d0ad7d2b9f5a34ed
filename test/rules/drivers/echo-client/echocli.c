// COMPLETE
// CLEAN
/* Echo client: classic WDM driver, synchronous wrappers around WSK. */
#include <ntddk.h>
#include <wsk.h>

#define ECHO_TAG 'ohcE'
#define SOCKET_ERROR -1

typedef struct _ECHO_SYNC {
    KEVENT Done;
    PIRP   Irp;
} ECHO_SYNC, *PECHO_SYNC;

typedef enum { Deinitialized, Initializing, Initialized } INIT_STATE;

static WSK_REGISTRATION  g_Registration;
static WSK_PROVIDER_NPI  g_Provider;
static WSK_CLIENT_DISPATCH g_ClientDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static volatile LONG     g_State = Deinitialized;
static PDEVICE_OBJECT    g_Device;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD     EchoUnload;
IO_COMPLETION_ROUTINE EchoIoDone;

NTSTATUS EchoIoDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PKEVENT event = (PKEVENT)Context;
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS EchoSyncInit(_Out_ PIRP *Irp, _Out_ PKEVENT Event)
{
    *Irp = IoAllocateIrp(1, FALSE);
    if (!*Irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(Event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(*Irp, EchoIoDone, Event, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

static NTSTATUS EchoBufferInit(PVOID Buffer, ULONG Length, PWSK_BUF WskBuf)
{
    NTSTATUS status = STATUS_SUCCESS;
    WskBuf->Offset = 0;
    WskBuf->Length = Length;
    WskBuf->Mdl = IoAllocateMdl(Buffer, Length, FALSE, FALSE, NULL);
    if (!WskBuf->Mdl)
        return STATUS_INSUFFICIENT_RESOURCES;
    __try {
        MmProbeAndLockPages(WskBuf->Mdl, KernelMode, IoWriteAccess);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        status = STATUS_ACCESS_VIOLATION;
    }
    if (!NT_SUCCESS(status))
        IoFreeMdl(WskBuf->Mdl);
    return status;
}

static VOID EchoBufferFree(PWSK_BUF WskBuf)
{
    MmUnlockPages(WskBuf->Mdl);
    IoFreeMdl(WskBuf->Mdl);
}

NTSTATUS EchoStartup(VOID)
{
    WSK_CLIENT_NPI npi = { 0 };
    NTSTATUS status;

    if (InterlockedCompareExchange(&g_State, Initializing, Deinitialized) != Deinitialized)
        return STATUS_ALREADY_REGISTERED;
    npi.ClientContext = NULL;
    npi.Dispatch = &g_ClientDispatch;
    status = WskRegister(&npi, &g_Registration);
    if (!NT_SUCCESS(status)) {
        InterlockedExchange(&g_State, Deinitialized);
        return status;
    }
    status = WskCaptureProviderNPI(&g_Registration, WSK_NO_WAIT, &g_Provider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&g_Registration);
        InterlockedExchange(&g_State, Deinitialized);
        return status;
    }
    InterlockedExchange(&g_State, Initialized);
    return STATUS_SUCCESS;
}

VOID EchoCleanup(VOID)
{
    if (InterlockedCompareExchange(&g_State, Initializing, Initialized) != Initialized)
        return;
    WskReleaseProviderNPI(&g_Registration);
    WskDeregister(&g_Registration);
    InterlockedExchange(&g_State, Deinitialized);
}

PWSK_SOCKET EchoCreateSocket(ADDRESS_FAMILY Family, USHORT Type, ULONG Protocol, ULONG Flags)
{
    KEVENT done = { 0 };
    PIRP irp = NULL;
    PWSK_SOCKET socket = NULL;
    NTSTATUS status;

    if (g_State != Initialized)
        return NULL;
    status = EchoSyncInit(&irp, &done);
    if (!NT_SUCCESS(status))
        return NULL;
    status = g_Provider.Dispatch->WskSocket(g_Provider.Client, Family, Type, Protocol, Flags,
                                            NULL, NULL, NULL, NULL, NULL, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
    }
    if (NT_SUCCESS(status))
        socket = (PWSK_SOCKET)irp->IoStatus.Information;
    IoFreeIrp(irp);
    return socket;
}

NTSTATUS EchoCloseSocket(PWSK_SOCKET Socket)
{
    KEVENT done = { 0 };
    PIRP irp = NULL;
    NTSTATUS status;

    if (!Socket)
        return STATUS_INVALID_PARAMETER;
    status = EchoSyncInit(&irp, &done);
    if (!NT_SUCCESS(status))
        return status;
    status = ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);
    return status;
}

NTSTATUS EchoBind(PWSK_SOCKET Socket, PSOCKADDR Local)
{
    KEVENT done = { 0 };
    PIRP irp = NULL;
    NTSTATUS status = EchoSyncInit(&irp, &done);
    if (!NT_SUCCESS(status))
        return status;
    status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskBind(Socket, Local, 0, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);
    return status;
}

NTSTATUS EchoConnect(PWSK_SOCKET Socket, PSOCKADDR Remote)
{
    KEVENT done = { 0 };
    PIRP irp = NULL;
    NTSTATUS status = EchoSyncInit(&irp, &done);
    if (!NT_SUCCESS(status))
        return status;
    status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskConnect(Socket, Remote, 0, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);
    return status;
}

LONG EchoSend(PWSK_SOCKET Socket, PVOID Buffer, ULONG Length, ULONG Flags)
{
    KEVENT done = { 0 };
    PIRP irp = NULL;
    WSK_BUF wskBuf = { 0 };
    LONG sent = SOCKET_ERROR;
    NTSTATUS status;

    status = EchoBufferInit(Buffer, Length, &wskBuf);
    if (!NT_SUCCESS(status))
        return SOCKET_ERROR;
    status = EchoSyncInit(&irp, &done);
    if (!NT_SUCCESS(status)) {
        EchoBufferFree(&wskBuf);
        return SOCKET_ERROR;
    }
    status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, &wskBuf, Flags, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
    }
    sent = NT_SUCCESS(status) ? (LONG)irp->IoStatus.Information : SOCKET_ERROR;
    IoFreeIrp(irp);
    EchoBufferFree(&wskBuf);
    return sent;
}

LONG EchoReceive(PWSK_SOCKET Socket, PVOID Buffer, ULONG Length, ULONG Flags, ULONG TimeoutMs)
{
    KEVENT done = { 0 };
    PIRP irp = NULL;
    WSK_BUF wskBuf = { 0 };
    LONG received = SOCKET_ERROR;
    LARGE_INTEGER timeout;
    NTSTATUS status;

    status = EchoBufferInit(Buffer, Length, &wskBuf);
    if (!NT_SUCCESS(status))
        return SOCKET_ERROR;
    status = EchoSyncInit(&irp, &done);
    if (!NT_SUCCESS(status)) {
        EchoBufferFree(&wskBuf);
        return SOCKET_ERROR;
    }
    timeout.QuadPart = -10000LL * TimeoutMs;
    status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskReceive(Socket, &wskBuf, Flags, irp);
    if (status == STATUS_PENDING) {
        if (KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, &timeout) == STATUS_TIMEOUT) {
            IoCancelIrp(irp);
            KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        }
        status = irp->IoStatus.Status;
    }
    received = NT_SUCCESS(status) ? (LONG)irp->IoStatus.Information : SOCKET_ERROR;
    IoFreeIrp(irp);
    EchoBufferFree(&wskBuf);
    return received;
}

LONG EchoReceiveCancel(PWSK_SOCKET Socket, PVOID Buffer, ULONG Length, ULONG TimeoutMs)
{
    KEVENT done = { 0 };
    PIRP irp = NULL;
    WSK_BUF wskBuf = { 0 };
    LONG received = SOCKET_ERROR;
    LARGE_INTEGER timeout;
    NTSTATUS status;

    status = EchoBufferInit(Buffer, Length, &wskBuf);
    if (!NT_SUCCESS(status))
        return SOCKET_ERROR;
    status = EchoSyncInit(&irp, &done);
    if (!NT_SUCCESS(status)) {
        EchoBufferFree(&wskBuf);
        return SOCKET_ERROR;
    }
    timeout.QuadPart = -10000LL * TimeoutMs;
    status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskReceive(Socket, &wskBuf, 0, irp);
    if (status == STATUS_PENDING) {
        status = KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, TimeoutMs == 0 ? NULL : &timeout);
        if (status == STATUS_TIMEOUT) {
            IoCancelIrp(irp);
            KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        }
        status = irp->IoStatus.Status;
    }
    received = NT_SUCCESS(status) ? (LONG)irp->IoStatus.Information : SOCKET_ERROR;
    IoFreeIrp(irp);
    EchoBufferFree(&wskBuf);
    return received;
}

static NTSTATUS EchoRun(VOID)
{
    SOCKADDR_IN local = { 0 }, remote = { 0 };
    CHAR text[] = "hello";
    CHAR reply[64];
    NTSTATUS status;
    PWSK_SOCKET s;

    s = EchoCreateSocket(AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET);
    if (s == NULL)
        return STATUS_UNSUCCESSFUL;
    local.sin_family = AF_INET;
    remote.sin_family = AF_INET;
    remote.sin_port = RtlUshortByteSwap(7);
    remote.sin_addr.s_addr = 0x0100007f;

    status = EchoBind(s, (PSOCKADDR)&local);
    if (!NT_SUCCESS(status))
        goto out;
    status = EchoConnect(s, (PSOCKADDR)&remote);
    if (!NT_SUCCESS(status))
        goto out;
    if (EchoSend(s, text, sizeof(text) - 1, 0) < 0) {
        status = STATUS_UNSUCCESSFUL;
        goto out;
    }
    if (EchoReceive(s, reply, sizeof(reply), 0, 1000) < 0)
        status = STATUS_UNSUCCESSFUL;
out:
    EchoCloseSocket(s);
    return status;
}

VOID EchoUnload(PDRIVER_OBJECT DriverObject)
{
    if (g_Device)
        IoDeleteDevice(g_Device);
    UNREFERENCED_PARAMETER(DriverObject);
    EchoCleanup();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\EchoCli");
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = EchoUnload;
    status = EchoStartup();
    if (!NT_SUCCESS(status))
        return status;
    status = IoCreateDevice(DriverObject, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE, &g_Device);
    if (!NT_SUCCESS(status)) {
        EchoCleanup();
        return status;
    }
    (void)EchoRun();
    return STATUS_SUCCESS;
}
