// CASE: the event of the context is initialised for this one call, which has no IRP
#include <ntddk.h>
#include <wsk.h>

#define FINISH(status, event)                                                           \
    if ((status) == STATUS_PENDING || (status) == STATUS_EVENT_PENDING)                 \
        KeWaitForSingleObject((event), Executive, KernelMode, FALSE, NULL)

typedef struct _TUNER {
    PWSK_SOCKET Socket;
    KEVENT Done;
    KEVENT Idle;
} TUNER, *PTUNER;

static NTSTATUS NTAPI TunerOffComplete(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS TunerOff(PTUNER Tuner)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM | WSK_EVENT_DISABLE };
    NTSTATUS Status;
    PIRP Irp;
    KEVENT Completed;

    KeInitializeEvent(&Tuner->Done, SynchronizationEvent, FALSE);
    // EXPECT(wait-without-irp)
    Irp = IoAllocateIrp(1, FALSE);
    if (Irp != NULL) {
        KeInitializeEvent(&Completed, SynchronizationEvent, FALSE);
        IoSetCompletionRoutine(Irp, TunerOffComplete, &Completed, TRUE, TRUE, TRUE);
        (VOID)((PWSK_PROVIDER_DATAGRAM_DISPATCH)Tuner->Socket->Dispatch)->WskControlSocket(
            Tuner->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
            0, NULL, NULL, Irp);
        KeWaitForSingleObject(&Completed, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
        IoFreeIrp(Irp);
    } else {
        Status = STATUS_INSUFFICIENT_RESOURCES;
    }
    return Status;
}

/* Whoever counts the running callbacks sets Idle. */
NTSTATUS TunerOffWhenIdle(PTUNER Tuner)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM | WSK_EVENT_DISABLE };
    NTSTATUS Status;

    Status = ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Tuner->Socket->Dispatch)->WskControlSocket(
        Tuner->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
        0, NULL, NULL, NULL);                                           // NOT(wait-without-irp)
    FINISH(Status, &Tuner->Idle);
    return STATUS_SUCCESS;
}
