// CASE: everything is copied before the free; the routine reads its own IRP before it frees it; a new IRP in the old variable
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _COPY { volatile LONG64 Total; NTSTATUS Last; } COPY, *PCOPY;

static NTSTATUS NTAPI CopyDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PCOPY copy = Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    copy->Last = Irp->IoStatus.Status;                      // NOT(irp-use-after-free)
    InterlockedExchangeAdd64(&copy->Total, (LONG64)Irp->IoStatus.Information);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS NTAPI CopySignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS CopySend(PWSK_SOCKET Socket, PWSK_BUF Data, PCOPY Copy, PSIZE_T Sent)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *conn = Socket->Dispatch;
    IO_STATUS_BLOCK iosb;
    KEVENT event;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, CopySignal, &event, TRUE, TRUE, TRUE);
    (VOID)conn->WskSend(Socket, Data, 0, irp);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    iosb = irp->IoStatus;                                   // NOT(irp-use-after-free)
    IoFreeIrp(irp);
    *Sent = iosb.Information;
    if (!NT_SUCCESS(iosb.Status))
        return iosb.Status;

    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL)                                        // NOT(irp-use-after-free)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, CopyDone, Copy, TRUE, TRUE, TRUE);  // NOT(irp-use-after-free)
    return conn->WskSend(Socket, Data, 0, irp);
}
