// CASE: the static flags belong to connection sockets; the datagram socket of the same client has no table
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _IGMP { WSK_PROVIDER_NPI Npi; PWSK_SOCKET Query; KEVENT Done; } IGMP, *PIGMP;

static NTSTATUS NTAPI IgmpDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((PIGMP)Context)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS IgmpStart(PIGMP Igmp)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT };
    NTSTATUS Status;
    PIRP Irp;

    Status = Igmp->Npi.Dispatch->WskControlClient(Igmp->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS,
                                                  sizeof(Control), &Control, 0, NULL, NULL, NULL);
    if (!NT_SUCCESS(Status))
        return Status;
    Irp = IoAllocateIrp(1, FALSE);
    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Igmp->Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, IgmpDone, Igmp, TRUE, TRUE, TRUE);
    Igmp->Npi.Dispatch->WskSocket(Igmp->Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                                  NULL, NULL, NULL, NULL, NULL, Irp);               // NOT(events-without-dispatch)
    KeWaitForSingleObject(&Igmp->Done, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
    if (NT_SUCCESS(Status))
        Igmp->Query = (PWSK_SOCKET)Irp->IoStatus.Information;
    IoFreeIrp(Irp);
    return Status;
}
