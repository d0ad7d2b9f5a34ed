// CASE: who makes the member's IRP ready again is another function, or code that is not here
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _READY {
    PIRP Irp;
    KEVENT Event;
    PWSK_SOCKET Socket;
} READY;

typedef struct _ABROAD {
    PIRP Irp;
    KEVENT Event;
    PWSK_SOCKET Socket;
} ABROAD;

VOID AbroadPrepare(ABROAD *Abroad);

static NTSTATUS NTAPI ReadyDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS ReadyWait(PIRP Irp, PKEVENT Event, NTSTATUS Status)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    return Status;
}

NTSTATUS ReadyBegin(READY *Ready, PSOCKADDR Local)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *table = Ready->Socket->Dispatch;
    NTSTATUS status;

    Ready->Irp = IoAllocateIrp(1, FALSE);
    if (Ready->Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Ready->Event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Ready->Irp, ReadyDone, &Ready->Event, TRUE, TRUE, TRUE);
    status = ReadyWait(Ready->Irp, &Ready->Event, table->WskBind(Ready->Socket, Local, 0, Ready->Irp));
    IoReuseIrp(Ready->Irp, STATUS_UNSUCCESSFUL);
    return status;
}

NTSTATUS ReadySend(READY *Ready, PWSK_BUF Buffer)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *table = Ready->Socket->Dispatch;
    NTSTATUS status;

    IoSetCompletionRoutine(Ready->Irp, ReadyDone, &Ready->Event, TRUE, TRUE, TRUE);
    status = ReadyWait(Ready->Irp, &Ready->Event, table->WskSend(Ready->Socket, Buffer, 0, Ready->Irp)); // NOT(irp-reuse)
    IoReuseIrp(Ready->Irp, STATUS_UNSUCCESSFUL);
    return status;
}

VOID ReadyEnd(READY *Ready)
{
    IoFreeIrp(Ready->Irp);
}

NTSTATUS AbroadBegin(ABROAD *Abroad, PSOCKADDR Local)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *table = Abroad->Socket->Dispatch;

    Abroad->Irp = IoAllocateIrp(1, FALSE);
    if (Abroad->Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Abroad->Event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Abroad->Irp, ReadyDone, &Abroad->Event, TRUE, TRUE, TRUE);
    return ReadyWait(Abroad->Irp, &Abroad->Event, table->WskBind(Abroad->Socket, Local, 0, Abroad->Irp));
}

NTSTATUS AbroadSend(ABROAD *Abroad, PWSK_BUF Buffer)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *table = Abroad->Socket->Dispatch;

    AbroadPrepare(Abroad);
    IoSetCompletionRoutine(Abroad->Irp, ReadyDone, &Abroad->Event, TRUE, TRUE, TRUE);
    return ReadyWait(Abroad->Irp, &Abroad->Event, table->WskSend(Abroad->Socket, Buffer, 0, Abroad->Irp)); // NOT(irp-reuse)
}

VOID AbroadEnd(ABROAD *Abroad)
{
    IoFreeIrp(Abroad->Irp);
}
