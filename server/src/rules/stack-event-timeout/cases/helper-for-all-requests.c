// CASE: every request waits through one helper that gives up and cancels; what it cancels is still with WSK when the caller returns
#include <ntddk.h>
#include <wsk.h>

typedef struct _TURN { PIRP Irp; KEVENT Over; } TURN, *PTURN;

static NTSTATUS NTAPI TurnOver(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((PTURN)Context)->Over, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS TurnBegin(PTURN Turn)
{
    KeInitializeEvent(&Turn->Over, SynchronizationEvent, FALSE);
    Turn->Irp = IoAllocateIrp(1, FALSE);
    if (Turn->Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Turn->Irp, TurnOver, Turn, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

static BOOLEAN TurnIsOver(PKEVENT Over, LONG Milliseconds)
{
    LARGE_INTEGER Limit;

    Limit.QuadPart = -10000LL * Milliseconds;
    return KeWaitForSingleObject(Over, Executive, KernelMode, FALSE, &Limit) != STATUS_TIMEOUT;   // EXPECT(stack-event-timeout)
}

static NTSTATUS TurnWait(PTURN Turn, NTSTATUS Status, LONG Milliseconds)
{
    if (Status != STATUS_PENDING)
        return Status;
    if (!TurnIsOver(&Turn->Over, Milliseconds)) {               // NOT(stack-event-timeout)
        IoCancelIrp(Turn->Irp);
        return STATUS_IO_TIMEOUT;
    }
    return Turn->Irp->IoStatus.Status;
}

NTSTATUS TurnSend(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    TURN Turn;
    NTSTATUS Status = TurnBegin(&Turn);

    if (!NT_SUCCESS(Status))
        return Status;
    Status = TurnWait(&Turn, ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Turn.Irp), 2000); // NOT(stack-event-timeout)
    IoFreeIrp(Turn.Irp);
    return Status;
}

NTSTATUS TurnReceive(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    TURN Turn;
    NTSTATUS Status = TurnBegin(&Turn);

    if (!NT_SUCCESS(Status))
        return Status;
    Status = TurnWait(&Turn, ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskReceive(Socket, Buffer, 0, Turn.Irp), 5000); // NOT(stack-event-timeout)
    IoFreeIrp(Turn.Irp);
    return Status;
}
