// CASE: a BOOLEAN for an option that takes a ULONG, and others count on the size that the variable has
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI TurnstileDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Event)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS TurnstileControl(PWSK_SOCKET Socket, ULONG Option, PVOID Value, SIZE_T Size)
{
    NTSTATUS Status;
    KEVENT Done;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, TurnstileDone, &Done, TRUE, TRUE, TRUE);
    (VOID)((const WSK_PROVIDER_DATAGRAM_DISPATCH *)Socket->Dispatch)->WskControlSocket(
        Socket, WskSetOption, Option, SOL_SOCKET, Size, Value, 0, NULL, NULL, Irp);
    KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
    IoFreeIrp(Irp);
    return Status;
}

/* Somebody else counts on the size that the variable has. */
VOID TurnstileAsk(PBOOLEAN Answer);
NTSTATUS TurnstileAsked(PWSK_SOCKET Socket)
{
    BOOLEAN Share = FALSE;

    TurnstileAsk(&Share);
    return TurnstileControl(Socket, SO_REUSEADDR, &Share,              // OR(control-input)
                         sizeof(Share));                            // EXPECT(control-input) NOFIX(control-input)
}
