#include "villa.h"

static NTSTATUS NTAPI VillaDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    KeSetEvent(&((PVILLA)Context)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS NTAPI VillaAnswered(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    InterlockedExchange(&((PVILLA)Context)->Busy, 0);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS VillaAnswer(PVILLA Villa, WSK_INSPECT_ACTION Action)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, VillaAnswered, Villa, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_LISTEN_DISPATCH)Villa->Listener->Dispatch)->WskInspectComplete(
        Villa->Listener, &Villa->Waiting, Action, Irp);
}

static VOID VillaRearm(PVILLA Villa)
{
    IoReuseIrp(Villa->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Villa->Irp, VillaDone, Villa, TRUE, TRUE, TRUE);
}

static NTSTATUS VillaWait(PVILLA Villa)
{
    KeWaitForSingleObject(&Villa->Done, Executive, KernelMode, FALSE, NULL);
    return Villa->Irp->IoStatus.Status;
}

NTSTATUS VillaOpen(PVILLA Villa, PSOCKADDR Local)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT };
    PWSK_PROVIDER_LISTEN_DISPATCH Dispatch;
    ULONG Conditional = 1;
    NTSTATUS Status;

    Villa->Irp = IoAllocateIrp(1, FALSE);
    if (Villa->Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Villa->Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Villa->Irp, VillaDone, Villa, TRUE, TRUE, TRUE);
    Villa->Npi.Dispatch->WskSocket(Villa->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
                                   Villa, &VillaEvents, NULL, NULL, NULL, Villa->Irp);
    Status = VillaWait(Villa);
    if (NT_SUCCESS(Status)) {
        Villa->Listener = (PWSK_SOCKET)Villa->Irp->IoStatus.Information;
        Dispatch = (PWSK_PROVIDER_LISTEN_DISPATCH)Villa->Listener->Dispatch;
        VillaRearm(Villa);
        Dispatch->WskControlSocket(Villa->Listener, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET,
                                   sizeof(Conditional), &Conditional, 0, NULL, NULL, Villa->Irp);
        Status = VillaWait(Villa);
        if (NT_SUCCESS(Status)) {
            VillaRearm(Villa);
            Dispatch->WskBind(Villa->Listener, Local, 0, Villa->Irp);
            Status = VillaWait(Villa);
        }
        if (NT_SUCCESS(Status))
            Status = Dispatch->WskControlSocket(Villa->Listener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                                sizeof(Control), &Control, 0, NULL, NULL, NULL);
    }
    IoFreeIrp(Villa->Irp);
    Villa->Irp = NULL;
    return Status;
}
