// CASE: the caller's NULL goes through two helpers; the inner one makes its call without an IRP for it
#include <ntddk.h>
#include <wsk.h>

typedef struct _TAP { PWSK_SOCKET Socket; PIRP Irp; KEVENT Done; } TAP;

static NTSTATUS NTAPI TapDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Event)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PRKEVENT)Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS TapControl(TAP *Tap, PIRP Irp, ULONG Option, PVOID Value, SIZE_T Size)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *Table = Tap->Socket->Dispatch;
    NTSTATUS Status;

    if (Irp == NULL)
        return Table->WskControlSocket(Tap->Socket, WskSetOption, Option, SOL_SOCKET, Size, Value, 0, NULL, NULL, NULL); // NOT(irp-required)
    IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Irp, TapDone, &Tap->Done, TRUE, TRUE, TRUE);
    Status = Table->WskControlSocket(Tap->Socket, WskSetOption, Option, SOL_SOCKET, Size, Value, 0, NULL, NULL, Irp);
    if (Status == STATUS_PENDING)
        KeWaitForSingleObject(&Tap->Done, Executive, KernelMode, FALSE, NULL);
    return Irp->IoStatus.Status;
}

static NTSTATUS TapSet(TAP *Tap, ULONG Option, ULONG Value, PIRP Irp)
{
    return TapControl(Tap, Irp, Option, &Value, sizeof(Value));         // NOT(irp-required)
}

NTSTATUS TapExclusive(TAP *Tap)
{
    return TapSet(Tap, SO_EXCLUSIVEADDRUSE, 1, Tap->Irp);               // NOT(irp-required)
}

NTSTATUS TapKeepAlive(TAP *Tap)
{
    return TapSet(Tap, SO_KEEPALIVE, 1, NULL);                          // EXPECT(irp-required)
}
