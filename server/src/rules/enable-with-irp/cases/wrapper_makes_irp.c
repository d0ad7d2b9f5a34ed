// CASE: the wrapper makes its own IRP for every option; the hint stands at its control call
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI
RdrSyncDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS
RdrEnableEvents(PWSK_SOCKET Socket, ULONG Events)
{
    WSK_EVENT_CALLBACK_CONTROL control = { &NPI_WSK_INTERFACE_ID, Events };
    const WSK_PROVIDER_BASIC_DISPATCH *basic = Socket->Dispatch;
    KEVENT event;
    NTSTATUS status;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, RdrSyncDone, &event, TRUE, TRUE, TRUE);
    (void)basic->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,      // OR(enable-with-irp)
                                  sizeof(control), &control, 0, NULL, NULL,
                                  irp);                                                         // EXPECT(enable-with-irp)
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    status = irp->IoStatus.Status;
    IoFreeIrp(irp);
    return status;
}

NTSTATUS
RdrConnected(PWSK_SOCKET Socket)
{
    return RdrEnableEvents(Socket, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT);                   // OR(enable-with-irp)
}
