// CASE: the usual lines of a filter driver in the completion routine of an own IRP
#include <ntddk.h>
#include <wsk.h>

typedef struct _OWNER { KEVENT Event; NTSTATUS Status; } OWNER, *POWNER;

static NTSTATUS NTAPI OwnerDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    POWNER owner = Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    owner->Status = Irp->IoStatus.Status;
    KeSetEvent(&owner->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS OwnerBind(PWSK_SOCKET Socket, PSOCKADDR Local)
{
    CONST WSK_PROVIDER_DATAGRAM_DISPATCH *udp = Socket->Dispatch;
    OWNER owner;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&owner.Event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, OwnerDone, &owner, TRUE, TRUE, TRUE);
    (VOID)udp->WskBind(Socket, Local, 0, irp);
    KeWaitForSingleObject(&owner.Event, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(irp);
    return owner.Status;
}
