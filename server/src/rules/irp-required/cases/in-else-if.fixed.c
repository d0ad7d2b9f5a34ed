// CASE: the call without an IRP is the test of an else-if
#include <ntddk.h>
#include <wsk.h>

typedef struct _PIER { PWSK_SOCKET Socket; BOOLEAN Open; ULONG Size; NTSTATUS Last; } PIER, *PPIER;

static NTSTATUS NTAPI PierWidenComplete(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

VOID PierWiden(PPIER Pier)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Dispatch = (const WSK_PROVIDER_DATAGRAM_DISPATCH *)Pier->Socket->Dispatch;
    NTSTATUS Status;

    if (!Pier->Open) {
        Pier->Last = STATUS_INVALID_DEVICE_STATE;
    } else {
        PIRP Irp;
        KEVENT Completed;

        Irp = IoAllocateIrp(1, FALSE);
        if (Irp != NULL) {
            KeInitializeEvent(&Completed, SynchronizationEvent, FALSE);
            IoSetCompletionRoutine(Irp, PierWidenComplete, &Completed, TRUE, TRUE, TRUE);
            (VOID)Dispatch->WskControlSocket(Pier->Socket, WskSetOption, SO_RCVBUF, SOL_SOCKET,
                                                   sizeof(Pier->Size), &Pier->Size, 0, NULL, NULL,
                                                   Irp);
            KeWaitForSingleObject(&Completed, Executive, KernelMode, FALSE, NULL);
            Status = Irp->IoStatus.Status;
            IoFreeIrp(Irp);
        } else {
            Status = STATUS_INSUFFICIENT_RESOURCES;
        }
        if (!NT_SUCCESS(Status)) {         // EXPECT(irp-required)
            Pier->Last = Status;
        } else {
            // wide enough

            Pier->Last = STATUS_SUCCESS;
        }
    }
}
