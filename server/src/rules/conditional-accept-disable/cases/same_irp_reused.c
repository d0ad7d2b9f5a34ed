// CASE: direct calls with one IRP; the option variable changes from 1 to 0 between them
#include <ntddk.h>
#include <wsk.h>

typedef struct _STAGE { PWSK_SOCKET Listener; ULONG Mode; KEVENT Done; } STAGE, *PSTAGE;

static NTSTATUS NTAPI StageDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((PSTAGE)Context)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS StageRehearse(PSTAGE Stage)
{
    PWSK_PROVIDER_LISTEN_DISPATCH Dispatch = (PWSK_PROVIDER_LISTEN_DISPATCH)Stage->Listener->Dispatch;
    NTSTATUS Status;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Stage->Done, SynchronizationEvent, FALSE);

    Stage->Mode = 1;
    IoSetCompletionRoutine(Irp, StageDone, Stage, TRUE, TRUE, TRUE);
    Dispatch->WskControlSocket(Stage->Listener, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET,
                               sizeof(Stage->Mode), &Stage->Mode, 0, NULL, NULL, Irp);
    KeWaitForSingleObject(&Stage->Done, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
    if (NT_SUCCESS(Status)) {
        Stage->Mode = 0;                                                                    // OR(conditional-accept-disable)
        IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
        IoSetCompletionRoutine(Irp, StageDone, Stage, TRUE, TRUE, TRUE);
        Dispatch->WskControlSocket(Stage->Listener, WskSetOption,                           // EXPECT(conditional-accept-disable)
                                   SO_CONDITIONAL_ACCEPT, SOL_SOCKET,                       // OR(conditional-accept-disable)
                                   sizeof(Stage->Mode), &Stage->Mode, 0, NULL, NULL, Irp);  // OR(conditional-accept-disable)
        KeWaitForSingleObject(&Stage->Done, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    IoFreeIrp(Irp);
    return Status;
}
