// CASE: the status ends in a local that nobody reads; where the caller gets it too, the socket may go with it
#include <ntddk.h>
#include <wsk.h>

typedef struct _TURN { KEVENT Over; PIRP Irp; } TURN, *PTURN;

static NTSTATUS NTAPI TurnOver(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static BOOLEAN TurnBegin(PTURN Turn)
{
    Turn->Irp = IoAllocateIrp(1, FALSE);
    if (Turn->Irp == NULL)
        return FALSE;
    KeInitializeEvent(&Turn->Over, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Turn->Irp, TurnOver, &Turn->Over, TRUE, TRUE, TRUE);
    return TRUE;
}

static VOID TurnEnd(PTURN Turn, NTSTATUS *Status)
{
    if (*Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Turn->Over, Executive, KernelMode, FALSE, NULL);
        *Status = Turn->Irp->IoStatus.Status;
    }
}

PWSK_SOCKET NextGuest(PWSK_SOCKET Door)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *Table = Door->Dispatch;
    PWSK_SOCKET Guest;
    NTSTATUS Status;
    TURN Turn;

    if (!TurnBegin(&Turn))
        return NULL;
    Status = Table->WskAccept(Door, 0, NULL, NULL, NULL, NULL, Turn.Irp);
    TurnEnd(&Turn, &Status);
    Guest = (PWSK_SOCKET)Turn.Irp->IoStatus.Information;        // EXPECT(socket-from-failed-irp)
    IoFreeIrp(Turn.Irp);
    return Guest;
}

NTSTATUS NextGuestOrWhy(PWSK_SOCKET Door, PWSK_SOCKET *Guest)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *Table = Door->Dispatch;
    NTSTATUS Status;
    TURN Turn;

    if (!TurnBegin(&Turn))
        return STATUS_INSUFFICIENT_RESOURCES;
    Status = Table->WskAccept(Door, 0, NULL, NULL, NULL, NULL, Turn.Irp);
    TurnEnd(&Turn, &Status);
    *Guest = (PWSK_SOCKET)Turn.Irp->IoStatus.Information;       // NOT(socket-from-failed-irp)
    IoFreeIrp(Turn.Irp);
    return Status;
}
