// CASE: WskSocketConnect's Flags are reserved; the category flag of WskSocket is passed by habit
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI DialSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS DialOut(PWSK_PROVIDER_NPI Npi, PSOCKADDR Local, PSOCKADDR Remote, PWSK_SOCKET *Line)
{
    KEVENT event;
    NTSTATUS status;
    PIRP irp;

    *Line = NULL;
    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL)
    {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, DialSignal, &event, TRUE, TRUE, TRUE);
    status = Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote,
                                             0,        // EXPECT(operation-flags)
                                             NULL, NULL, NULL, NULL, NULL, irp);
    if (status == STATUS_PENDING)
    {
        KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
    }
    if (NT_SUCCESS(status))
    {
        *Line = (PWSK_SOCKET)irp->IoStatus.Information;
    }

    IoFreeIrp(irp);
    return status;
}
