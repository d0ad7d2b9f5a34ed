// CASE: every use captures and releases by itself, so nothing is held when the driver unloads
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI UseSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static WSK_REGISTRATION UseReg;

NTSTATUS UseOpen(PWSK_SOCKET *Socket)
{
    WSK_PROVIDER_NPI npi;
    KEVENT event;
    NTSTATUS status;
    PIRP irp;

    *Socket = NULL;
    status = WskCaptureProviderNPI(&UseReg, 5000, &npi);
    if (!NT_SUCCESS(status))
        return status;
    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) {
        WskReleaseProviderNPI(&UseReg);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, UseSignal, &event, TRUE, TRUE, TRUE);
    (VOID)npi.Dispatch->WskSocket(npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                                  NULL, NULL, NULL, NULL, NULL, irp);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    status = irp->IoStatus.Status;
    if (NT_SUCCESS(status))
        *Socket = (PWSK_SOCKET)irp->IoStatus.Information;
    IoFreeIrp(irp);
    WskReleaseProviderNPI(&UseReg);
    return status;
}

VOID NTAPI UseUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskDeregister(&UseReg);                         // NOT(deregister-with-npi)
}
