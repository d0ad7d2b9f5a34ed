/* Registration with WSK, start and unload. */
#include "echo.h"

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD EchoUnload;

static WSK_REGISTRATION EchoRegistration;
static WSK_PROVIDER_NPI EchoNpi;
static ECHO_LISTENER EchoListener;
static ECHO_DATAGRAM EchoDatagram;

static const WSK_CLIENT_DISPATCH EchoClientDispatch = {
    MAKE_WSK_VERSION(1, 0),
    0,
    NULL /* no client events exist */
};

static NTSTATUS EchoStart(VOID)
{
    WSK_EVENT_CALLBACK_CONTROL Control;
    NTSTATUS Status;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = WSK_EVENT_RECEIVE_FROM;
    Status = EchoNpi.Dispatch->WskControlClient(EchoNpi.Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control),
                                                &Control, 0, NULL, NULL, NULL);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }

    Status = ListenerOpen(&EchoListener, &EchoNpi);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }

    Status = DatagramOpen(&EchoDatagram, &EchoNpi);
    if (!NT_SUCCESS(Status)) {
        ListenerClose(&EchoListener);
    }
    return Status;
}

VOID EchoUnload(_In_ PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);

    DatagramClose(&EchoDatagram);
    ListenerClose(&EchoListener);

    /* The connections close on their own time: WskDeregister returns when the last one has. */
    WskReleaseProviderNPI(&EchoRegistration);
    WskDeregister(&EchoRegistration);
}

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI ClientNpi;
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(RegistryPath);

    ClientNpi.ClientContext = NULL;
    ClientNpi.Dispatch = &EchoClientDispatch;
    Status = WskRegister(&ClientNpi, &EchoRegistration);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }

    /* The service starts on demand, when WSK has long been ready: there is nothing to wait for. */
    Status = WskCaptureProviderNPI(&EchoRegistration, WSK_INFINITE_WAIT, &EchoNpi); // MISTAKE: capture-wait: the system start would wait for WSK
    if (!NT_SUCCESS(Status)) {
        WskDeregister(&EchoRegistration);
        return Status;
    }

    Status = EchoStart();
    if (!NT_SUCCESS(Status)) {
        WskReleaseProviderNPI(&EchoRegistration);
        WskDeregister(&EchoRegistration);
        return Status;
    }

    DriverObject->DriverUnload = EchoUnload;
    return STATUS_SUCCESS;
}
