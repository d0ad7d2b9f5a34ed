// CASE: each stage of the start can fail, and all failures come to a close that waits; the registration stays
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static PWSK_SOCKET Reporter;
static PWSK_SOCKET Listener;
static SOCKADDR_STORAGE ListenerAddress;
static const WSK_CLIENT_DISPATCH ClientDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS NTAPI OnDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS Prepare(PIRP *Irp, PKEVENT Event)
{
    *Irp = IoAllocateIrp(1, FALSE);
    if (*Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(Event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(*Irp, OnDone, Event, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

static VOID Again(PIRP Irp, PKEVENT Event)
{
    IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(Event);
    IoSetCompletionRoutine(Irp, OnDone, Event, TRUE, TRUE, TRUE);
}

static NTSTATUS Finish(PIRP Irp, PKEVENT Event, NTSTATUS Status)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    return Status;
}

static NTSTATUS Create(USHORT Type, ULONG Protocol, ULONG Flags, PWSK_SOCKET *Socket)
{
    KEVENT event;
    PIRP irp;
    NTSTATUS status = Prepare(&irp, &event);

    *Socket = NULL;
    if (!NT_SUCCESS(status))
        return status;
    status = Finish(irp, &event, Provider.Dispatch->WskSocket(Provider.Client, AF_INET, Type, Protocol, Flags, NULL,
                                                              NULL, NULL, NULL, NULL, irp));
    if (NT_SUCCESS(status))
        *Socket = (PWSK_SOCKET)irp->IoStatus.Information;
    IoFreeIrp(irp);
    return status;
}

static NTSTATUS Close(PWSK_SOCKET Socket)
{
    const WSK_PROVIDER_BASIC_DISPATCH *dispatch = Socket->Dispatch;
    KEVENT event;
    PIRP irp;
    NTSTATUS status = Prepare(&irp, &event);

    if (!NT_SUCCESS(status))
        return status;
    status = Finish(irp, &event, dispatch->WskCloseSocket(Socket, irp));
    IoFreeIrp(irp);
    return status;
}

static VOID CloseReporter(VOID)
{
    if (Reporter != NULL) {
        (VOID)Close(Reporter);
        Reporter = NULL;
    }
}

static NTSTATUS Listen(PSOCKADDR Local)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *dispatch;
    ULONG size = 65536;
    ULONG one = 1;
    KEVENT event;
    PIRP irp;
    NTSTATUS status = Create(SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, &Listener);

    if (!NT_SUCCESS(status))
        return status;
    dispatch = Listener->Dispatch;
    status = Prepare(&irp, &event);
    if (!NT_SUCCESS(status))
        return status;
    status = Finish(irp, &event, dispatch->WskControlSocket(Listener, WskSetOption, SO_EXCLUSIVEADDRUSE, SOL_SOCKET,
                                                            sizeof(one), &one, 0, NULL, NULL, irp));
    if (NT_SUCCESS(status)) {
        Again(irp, &event);
        status = Finish(irp, &event, dispatch->WskControlSocket(Listener, WskSetOption, SO_RCVBUF, SOL_SOCKET,
                                                                sizeof(size), &size, 0, NULL, NULL, irp));
    }
    if (NT_SUCCESS(status)) {
        Again(irp, &event);
        status = Finish(irp, &event, dispatch->WskBind(Listener, Local, 0, irp));
    }
    if (NT_SUCCESS(status)) {
        Again(irp, &event);
        status = Finish(irp, &event, dispatch->WskGetLocalAddress(Listener, (PSOCKADDR)&ListenerAddress, irp));
    }
    IoFreeIrp(irp);
    return status;
}

static VOID NTAPI Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    (VOID)Close(Listener);
    CloseReporter();
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &ClientDispatch };
    SOCKADDR_IN local = { AF_INET };
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    status = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(status))
        return status;
    status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Registration);
        return status;
    }
    status = Create(SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, &Reporter);
    if (NT_SUCCESS(status))
        status = Listen((PSOCKADDR)&local);
    if (!NT_SUCCESS(status)) {
        CloseReporter();
        return status; // EXPECT(not-deregistered)
    }
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
