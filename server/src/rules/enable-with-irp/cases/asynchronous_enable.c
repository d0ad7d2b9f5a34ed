// CASE: an IRP whose routine frees it, for an enable call
#include <ntddk.h>
#include <wsk.h>

static WSK_EVENT_CALLBACK_CONTROL WatchControl = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT };

static NTSTATUS NTAPI WatchEnabled(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (!NT_SUCCESS(Irp->IoStatus.Status))
        InterlockedIncrement((volatile LONG *)Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS WatchEnable(PWSK_SOCKET Listener, volatile LONG *Failures)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, WatchEnabled, (PVOID)Failures, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->WskControlSocket(       // OR(enable-with-irp)
        Listener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
        sizeof(WatchControl), &WatchControl, 0, NULL, NULL, Irp);                       // EXPECT(enable-with-irp) NOFIX(enable-with-irp)
}
