// CASE: the event lives in the connection, not on the stack; a second function keeps waiting in a loop
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _SLOWLINK {
    PWSK_SOCKET Socket;
    PIRP Irp;
    KEVENT Event;
} SLOWLINK, *PSLOWLINK;

static NTSTATUS NTAPI SlowSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SlowPost(PSLOWLINK Link, PWSK_BUF Data)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *conn = Link->Socket->Dispatch;
    LARGE_INTEGER second = { .QuadPart = -10000000 };

    Link->Irp = IoAllocateIrp(1, FALSE);
    if (Link->Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Link->Event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Link->Irp, SlowSignal, &Link->Event, TRUE, TRUE, TRUE);
    (VOID)conn->WskSend(Link->Socket, Data, 0, Link->Irp);
    return KeWaitForSingleObject(&Link->Event, Executive, KernelMode, FALSE, &second);      // NOT(stack-event-timeout)
}

NTSTATUS SlowBind(PWSK_SOCKET Socket, PSOCKADDR Local)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *conn = Socket->Dispatch;
    LARGE_INTEGER second = { .QuadPart = -10000000 };
    KEVENT event;
    NTSTATUS status;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, SlowSignal, &event, TRUE, TRUE, TRUE);
    (VOID)conn->WskBind(Socket, Local, 0, irp);
    while (KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, &second) == STATUS_TIMEOUT)  // NOT(stack-event-timeout)
        DbgPrint("still binding\n");
    status = irp->IoStatus.Status;
    IoFreeIrp(irp);
    return status;
}
