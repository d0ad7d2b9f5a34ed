// CASE: a failure closes the socket in one round of a loop, and the next round goes on with it; with a new socket it may
#include <ntddk.h>
#include <wsk.h>

typedef struct _LINE { PWSK_SOCKET Socket; PIRP Irp, Closing; KEVENT Done; WSK_BUF Buffer; } LINE, *PLINE;
PWSK_SOCKET LineNext(PLINE Line);

static NTSTATUS NTAPI LineDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    (void)Device; (void)Irp;
    KeSetEvent(&((PLINE)Context)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS LineRead(PLINE Line)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Table = Line->Socket->Dispatch;

    KeClearEvent(&Line->Done);
    IoReuseIrp(Line->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Line->Irp, LineDone, Line, TRUE, TRUE, TRUE);
    (void)Table->WskReceive(Line->Socket, &Line->Buffer, 0, Line->Irp);
    KeWaitForSingleObject(&Line->Done, Executive, KernelMode, FALSE, NULL);
    return Line->Irp->IoStatus.Status;
}

static VOID LineEnd(PLINE Line)
{
    const WSK_PROVIDER_BASIC_DISPATCH *Table = Line->Socket->Dispatch;

    (void)Table->WskCloseSocket(Line->Socket, Line->Closing);
}

VOID ReadThree(PLINE Line)
{
    ULONG Failures = 0;

    while (Failures < 3) {
        NTSTATUS Status = LineRead(Line);               // EXPECT(use-after-close)

        if (NT_SUCCESS(Status))
            continue;
        LineEnd(Line);                                  // NOT(use-after-close)
        Failures++;
    }
}

VOID ReadAgain(PLINE Line)
{
    for (;;) {
        NTSTATUS Status = LineRead(Line);               // NOT(use-after-close)

        if (NT_SUCCESS(Status))
            continue;
        LineEnd(Line);
        Line->Socket = LineNext(Line);
        if (Line->Socket == NULL)
            break;
    }
}
