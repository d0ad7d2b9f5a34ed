// CASE: conditional accept: waited for, but neither the result nor IoStatus is looked at
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI VpDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

VOID VpInspectConnections(PWSK_SOCKET Listener)
{
    PWSK_PROVIDER_LISTEN_DISPATCH Dispatch = (PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch;
    ULONG On = 1;
    KEVENT Event;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return;
    KeInitializeEvent(&Event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, VpDone, &Event, TRUE, TRUE, TRUE);
    Dispatch->WskControlSocket(Listener, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET,       // EXPECT(enable-result-unchecked)
                               sizeof(On), &On, 0, NULL, NULL, Irp);
    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(Irp);
}
