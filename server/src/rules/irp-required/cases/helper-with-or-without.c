// CASE: one helper for all options waits where it gets an IRP; the caller's IRP is not known, so no option is wrong for certain
#include <ntddk.h>
#include <wsk.h>

typedef struct LINE {
    PWSK_SOCKET Socket;
    PIRP Irp;
    KEVENT Done;
} LINE;

static NTSTATUS LineDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Event)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PRKEVENT)Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS LineSet(LINE *Line, PIRP Irp, ULONG Option, PVOID Value, SIZE_T Size)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *Table = Line->Socket->Dispatch;
    NTSTATUS Result;

    if (Irp == NULL)
        return Table->WskControlSocket(Line->Socket, WskSetOption, Option, SOL_SOCKET, Size, Value, 0, NULL, NULL, NULL); // NOT(irp-required)
    IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Irp, LineDone, &Line->Done, TRUE, TRUE, TRUE);
    Result = Table->WskControlSocket(Line->Socket, WskSetOption, Option, SOL_SOCKET, Size, Value, 0, NULL, NULL, Irp);
    if (Result == STATUS_PENDING)
        KeWaitForSingleObject(&Line->Done, Executive, KernelMode, FALSE, NULL);
    return Irp->IoStatus.Status;
}

NTSTATUS LineExclusive(LINE *Line)
{
    ULONG On = 1;

    return LineSet(Line, Line->Irp, SO_EXCLUSIVEADDRUSE, &On, sizeof(On));
}

NTSTATUS LineKeepAlive(LINE *Line)
{
    ULONG On = 1;

    return LineSet(Line, NULL, SO_KEEPALIVE, &On, sizeof(On));      // EXPECT(irp-required)
}
