// CASE: one IRP is outstanding for the receive and is used for the send in the same breath
#include <ntddk.h>
#include <wsk.h>

typedef struct _ONEIRP { PWSK_SOCKET Socket; PIRP Irp; WSK_BUF In, Out; KEVENT Event; } ONEIRP, *PONEIRP;

static NTSTATUS NTAPI OneSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS OneExchange(PONEIRP One)
{
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *conn = One->Socket->Dispatch;
    NTSTATUS status;

    One->Irp = IoAllocateIrp(1, FALSE);
    if (One->Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&One->Event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(One->Irp, OneSignal, &One->Event, TRUE, TRUE, TRUE);
    (VOID)conn->WskReceive(One->Socket, &One->In, 0, One->Irp);


    (VOID)conn->WskSend(One->Socket, &One->Out, 0, One->Irp);       // EXPECT(irp-reuse)
    KeWaitForSingleObject(&One->Event, Executive, KernelMode, FALSE, NULL);
    status = One->Irp->IoStatus.Status;
    IoFreeIrp(One->Irp);
    One->Irp = NULL;
    return status;
}
