// CASE: the device object is left out, so every argument arrives one place too late
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI ShortDone(PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS ShortClose(PWSK_SOCKET Socket)
{
    const WSK_PROVIDER_BASIC_DISPATCH *basic = Socket->Dispatch;
    KEVENT closed;
    NTSTATUS status;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&closed, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, (PVOID)ShortDone, &closed, TRUE, TRUE, TRUE);                   // EXPECT(completion-signature)
    (VOID)basic->WskCloseSocket(Socket, irp);
    KeWaitForSingleObject(&closed, Executive, KernelMode, FALSE, NULL);
    status = irp->IoStatus.Status;
    IoFreeIrp(irp);
    return status;
}
