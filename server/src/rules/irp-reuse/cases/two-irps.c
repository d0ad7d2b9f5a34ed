// CASE: two requests outstanding at once, each with its own IRP; a call that was made on one branch only
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _DUPLEX { PIRP In, Out; KEVENT InDone, OutDone; } DUPLEX;

static NTSTATUS NTAPI DpxSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS DpxRun(PWSK_SOCKET S, DUPLEX *D, PWSK_BUF In, PWSK_BUF Out, BOOLEAN Urgent)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *conn = S->Dispatch;
    NTSTATUS st;

    D->In = IoAllocateIrp(1, FALSE);
    if (D->In == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    D->Out = IoAllocateIrp(1, FALSE);
    if (D->Out == NULL) {
        IoFreeIrp(D->In);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(&D->InDone, NotificationEvent, FALSE);
    KeInitializeEvent(&D->OutDone, NotificationEvent, FALSE);
    IoSetCompletionRoutine(D->In, DpxSignal, &D->InDone, TRUE, TRUE, TRUE);
    IoSetCompletionRoutine(D->Out, DpxSignal, &D->OutDone, TRUE, TRUE, TRUE);

    (void)conn->WskReceive(S, In, 0, D->In);
    if (Urgent)
        (void)conn->WskSend(S, Out, WSK_FLAG_NODELAY, D->Out);      // NOT(irp-reuse)
    else
        (void)conn->WskSend(S, Out, 0, D->Out);                     // NOT(irp-reuse)

    KeWaitForSingleObject(&D->OutDone, Executive, KernelMode, FALSE, NULL);
    KeWaitForSingleObject(&D->InDone, Executive, KernelMode, FALSE, NULL);
    st = D->In->IoStatus.Status;
    IoFreeIrp(D->Out);
    IoFreeIrp(D->In);
    return st;
}
