// CASE: a macro that sets the routine asks for successes only
#include <ntddk.h>
#include <wsk.h>

#define ON_DONE(irp, routine, context) IoSetCompletionRoutine((irp), (routine), (context), TRUE, TRUE, TRUE)

static NTSTATUS NTAPI MacSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS MacBind(PWSK_SOCKET Socket, PSOCKADDR Local)
{
    CONST WSK_PROVIDER_LISTEN_DISPATCH *listen = Socket->Dispatch;
    KEVENT event;
    NTSTATUS status;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&event, NotificationEvent, FALSE);



    ON_DONE(irp, MacSignal, &event);                                            // EXPECT(completion-invoke-flags)
    (VOID)listen->WskBind(Socket, Local, 0, irp);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    status = irp->IoStatus.Status;
    IoFreeIrp(irp);
    return status;
}
