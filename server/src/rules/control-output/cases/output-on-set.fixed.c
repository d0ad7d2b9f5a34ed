// CASE: an option is set and an output buffer is given with it
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI BcDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Event)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS BcAllow(PWSK_SOCKET Udp)
{
    PWSK_PROVIDER_DATAGRAM_DISPATCH Ops = (PWSK_PROVIDER_DATAGRAM_DISPATCH)Udp->Dispatch;
    ULONG On = 1, Was = 0;
    KEVENT Event;
    NTSTATUS Status;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_NO_MEMORY;
    KeInitializeEvent(&Event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, BcDone, &Event, TRUE, TRUE, TRUE);
    Status = Ops->WskControlSocket(Udp, WskSetOption, SO_BROADCAST, SOL_SOCKET, sizeof(On), &On,
                                   0, NULL, NULL,             // EXPECT(control-output)
                                   Irp);
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    IoFreeIrp(Irp);
    return Status;
}
