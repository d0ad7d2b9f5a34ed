// CASE: allocated before the loop, armed inside it, but never reset between two rounds
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI LopSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS LopSendAll(PWSK_SOCKET Socket, PWSK_BUF Parts, ULONG Count)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH conn = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;
    NTSTATUS status = STATUS_SUCCESS;
    KEVENT event;
    ULONG i;
    PIRP irp;

    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    for (i = 0; i < Count && NT_SUCCESS(status); i++) {
        KeInitializeEvent(&event, NotificationEvent, FALSE);
        IoReuseIrp(irp, STATUS_UNSUCCESSFUL);
        IoSetCompletionRoutine(irp, LopSignal, &event, TRUE, TRUE, TRUE);
        (VOID)conn->WskSend(Socket, &Parts[i], 0, irp);     // EXPECT(irp-reuse)
        KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
    }

    IoFreeIrp(irp);
    return status;
}
