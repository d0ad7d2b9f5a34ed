// CASE: the NPI is released as soon as the pointer is copied; the socket is created afterwards
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI RelSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS RelOpen(PWSK_REGISTRATION Registration, PWSK_SOCKET *Socket)
{
    const WSK_PROVIDER_DISPATCH *provider;
    WSK_PROVIDER_NPI npi;
    KEVENT event;
    NTSTATUS status;
    PIRP irp;

    status = WskCaptureProviderNPI(Registration, 400, &npi);
    if (!NT_SUCCESS(status))
        return status;
    provider = npi.Dispatch;
    WskReleaseProviderNPI(Registration);

    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, RelSignal, &event, TRUE, TRUE, TRUE);
    (VOID)provider->WskSocket(npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,   // EXPECT(use-after-release)
                              NULL, NULL, NULL, NULL, NULL, irp);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    status = irp->IoStatus.Status;
    if (NT_SUCCESS(status))
        *Socket = (PWSK_SOCKET)irp->IoStatus.Information;
    IoFreeIrp(irp);
    return status;
}
