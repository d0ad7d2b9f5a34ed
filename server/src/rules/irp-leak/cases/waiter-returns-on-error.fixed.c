// CASE: the waiter frees the IRP after a success and forgets it after a failure
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI WtrSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS WtrConnect(PWSK_PROVIDER_NPI Npi, PSOCKADDR Local, PSOCKADDR Remote, PWSK_SOCKET *Socket)
{
    KEVENT event;
    NTSTATUS status;
    PIRP irp = IoAllocateIrp(1, FALSE);                     // OR(irp-leak)

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, WtrSignal, &event, TRUE, TRUE, TRUE);
    (VOID)Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0,
                                          NULL, NULL, NULL, NULL, NULL, irp);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    status = irp->IoStatus.Status;
    if (!NT_SUCCESS(status)) {
        IoFreeIrp(irp);
        return status;                                      // EXPECT(irp-leak)
    }

    *Socket = (PWSK_SOCKET)irp->IoStatus.Information;
    IoFreeIrp(irp);
    return STATUS_SUCCESS;
}
