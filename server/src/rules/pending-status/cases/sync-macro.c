// CASE: a macro makes the call and waits, and leaves the returned value in the status variable
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI SynSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

#define SYN_CALL(st, irp, ev, call)                                                 \
    do {                                                                            \
        IoReuseIrp((irp), STATUS_UNSUCCESSFUL);                                     \
        KeClearEvent(ev);                                                           \
        IoSetCompletionRoutine((irp), SynSignal, (ev), TRUE, TRUE, TRUE);           \
        (st) = (call);                                                              \
        if ((st) == STATUS_PENDING)                                                 \
            KeWaitForSingleObject((ev), Executive, KernelMode, FALSE, NULL);        \
    } while (0)

NTSTATUS SynSend(PWSK_SOCKET Socket, PWSK_BUF Data)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *conn = Socket->Dispatch;
    KEVENT ev;
    NTSTATUS st;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&ev, NotificationEvent, FALSE);
    SYN_CALL(st, irp, &ev, conn->WskSend(Socket, Data, 0, irp));                // OR(pending-status)
    IoFreeIrp(irp);
    return st;                                                                  // EXPECT(pending-status)
}
