// CASE: UserMode waits on an event of the device extension and on a global one, both non-paged
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _EXTN { PWSK_SOCKET Socket; PIRP Irp; KEVENT Drained; } EXTN, *PEXTN;

static KEVENT ExtnStarted;

static NTSTATUS NTAPI ExtSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS ExtnDrain(PEXTN Ext)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *conn = Ext->Socket->Dispatch;
    WSK_BUF nothing = { NULL, 0, 0 };
    NTSTATUS status;

    KeWaitForSingleObject(&ExtnStarted, UserRequest, UserMode, FALSE, NULL);    // NOT(wait-mode)

    Ext->Irp = IoAllocateIrp(1, FALSE);
    if (Ext->Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Ext->Drained, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Ext->Irp, ExtSignal, &Ext->Drained, TRUE, TRUE, TRUE);
    (VOID)conn->WskReceive(Ext->Socket, &nothing, WSK_FLAG_DRAIN, Ext->Irp);
    status = KeWaitForSingleObject(&Ext->Drained, UserRequest, UserMode, FALSE, NULL);      // NOT(wait-mode)
    if (status != STATUS_SUCCESS)
        return status;
    status = Ext->Irp->IoStatus.Status;
    IoFreeIrp(Ext->Irp);
    Ext->Irp = NULL;
    return status;
}
