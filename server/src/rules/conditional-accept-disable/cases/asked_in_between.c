// CASE: between on and off the driver asks code that is not seen, which gets the context
#include <ntddk.h>
#include <wsk.h>

typedef struct _PORCH {
    PWSK_SOCKET Socket;
    PWSK_SOCKET Spare;
    PIRP Irp;
    KEVENT Done;
    ULONG Mode;
} PORCH, *PPORCH;

BOOLEAN PorchIsWanted(PPORCH Porch);

static NTSTATUS NTAPI PorchDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((PPORCH)Context)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS PorchMode(PPORCH Porch, PWSK_SOCKET Socket, ULONG Mode)
{
    Porch->Mode = Mode;
    IoReuseIrp(Porch->Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&Porch->Done);
    IoSetCompletionRoutine(Porch->Irp, PorchDone, Porch, TRUE, TRUE, TRUE);
    (void)((PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption, SO_CONDITIONAL_ACCEPT,
        SOL_SOCKET, sizeof(Porch->Mode), &Porch->Mode, 0, NULL, NULL, Porch->Irp);
    KeWaitForSingleObject(&Porch->Done, Executive, KernelMode, FALSE, NULL);
    return Porch->Irp->IoStatus.Status;
}

NTSTATUS PorchTry(PPORCH Porch)
{
    NTSTATUS Status = PorchMode(Porch, Porch->Socket, 1);

    if (!NT_SUCCESS(Status) || PorchIsWanted(Porch))
        return Status;
    Status = PorchMode(Porch, Porch->Spare, 0);                     // NOT(conditional-accept-disable)
    if (!NT_SUCCESS(Status))
        return Status;
    return PorchMode(Porch, Porch->Socket, 0);                      // EXPECT(conditional-accept-disable)
}
