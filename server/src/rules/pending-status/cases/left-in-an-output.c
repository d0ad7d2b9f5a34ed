// CASE: the waiting helper leaves the status as it is, and the caller hands it on through a pointer
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI LeftDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID LeftWait(NTSTATUS Status, PKEVENT Event)
{
    if (Status == STATUS_PENDING)
        KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
}

BOOLEAN LeftBind(PWSK_SOCKET Socket, PSOCKADDR Local, PNTSTATUS Result)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *table = Socket->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);
    NTSTATUS status;
    KEVENT event;

    if (irp == NULL)
        return FALSE;
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, LeftDone, &event, TRUE, TRUE, TRUE);
    status = table->WskBind(Socket, Local, 0, irp);
    LeftWait(status, &event);
    IoFreeIrp(irp);
    *Result = status;                               // EXPECT(pending-status)
    return TRUE;
}

BOOLEAN LeftBindRight(PWSK_SOCKET Socket, PSOCKADDR Local, PNTSTATUS Result)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *table = Socket->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);
    KEVENT event;

    if (irp == NULL)
        return FALSE;
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, LeftDone, &event, TRUE, TRUE, TRUE);
    *Result = table->WskBind(Socket, Local, 0, irp);  // NOT(pending-status)
    LeftWait(*Result, &event);
    *Result = irp->IoStatus.Status;
    IoFreeIrp(irp);
    return TRUE;
}
