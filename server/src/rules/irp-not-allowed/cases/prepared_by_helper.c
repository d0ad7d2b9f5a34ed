// CASE: the context's IRP, made ready by a helper that returns it: there is one, whoever allocated it
#include <ntddk.h>
#include <wsk.h>

typedef struct _WATCH {
    WSK_PROVIDER_NPI Npi;
    WSK_EVENT_CALLBACK_CONTROL Control;
    PIRP Irp;
    KEVENT Done;
} WATCH, *PWATCH;

static NTSTATUS NTAPI WatchDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((PWATCH)Context)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP WatchRequest(PWATCH Watch)
{
    KeClearEvent(&Watch->Done);
    IoReuseIrp(Watch->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Watch->Irp, WatchDone, Watch, TRUE, TRUE, TRUE);
    return Watch->Irp;
}

static NTSTATUS WatchWait(PWATCH Watch)
{
    KeWaitForSingleObject(&Watch->Done, Executive, KernelMode, FALSE, NULL);
    return Watch->Irp->IoStatus.Status;
}

NTSTATUS WatchTransports(PWATCH Watch)
{
    (void)Watch->Npi.Dispatch->WskControlClient(Watch->Npi.Client, WSK_TRANSPORT_LIST_CHANGE, 0, NULL, 0, NULL, NULL,
                                                WatchRequest(Watch));               // NOT(irp-not-allowed)
    return WatchWait(Watch);
}

NTSTATUS WatchEvents(PWATCH Watch)
{
    Watch->Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Watch->Control.EventMask = WSK_EVENT_RECEIVE;
    (void)Watch->Npi.Dispatch->WskControlClient(Watch->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS,
                                                sizeof(Watch->Control), &Watch->Control, 0, NULL, NULL,
                                                WatchRequest(Watch));               // EXPECT(irp-not-allowed)
    return WatchWait(Watch);
}
