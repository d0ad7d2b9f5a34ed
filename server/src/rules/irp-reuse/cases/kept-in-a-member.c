// CASE: one IRP for the life of a connection, used once while it is set up: each later request has to make it ready
#include <ntddk.h>
#include <wsk.h>

typedef struct _LIFE {
    PIRP Irp;
    KEVENT Event;
    PWSK_SOCKET Socket;
} LIFE;

typedef struct _ONESHOT {
    PIRP Irp;
    PWSK_SOCKET Socket;
    WSK_BUF Buffer;
} ONESHOT;

static NTSTATUS NTAPI LifeDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS LifeWait(LIFE *Life, NTSTATUS Status)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Life->Event, Executive, KernelMode, FALSE, NULL);
        Status = Life->Irp->IoStatus.Status;
    }
    return Status;
}

NTSTATUS LifeBegin(LIFE *Life, PSOCKADDR Local)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *table = Life->Socket->Dispatch;
    NTSTATUS status;

    Life->Irp = IoAllocateIrp(1, FALSE);
    if (Life->Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Life->Event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Life->Irp, LifeDone, &Life->Event, TRUE, TRUE, TRUE);
    status = LifeWait(Life, table->WskBind(Life->Socket, Local, 0, Life->Irp));     // NOT(irp-reuse)
    if (!NT_SUCCESS(status)) {
        IoFreeIrp(Life->Irp);
        Life->Irp = NULL;
    }
    return status;
}

static VOID LifeReady(LIFE *Life)
{
    IoReuseIrp(Life->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Life->Irp, LifeDone, &Life->Event, TRUE, TRUE, TRUE);
}

NTSTATUS LifeSend(LIFE *Life, PWSK_BUF Buffer)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *table = Life->Socket->Dispatch;

    LifeReady(Life);
    return LifeWait(Life, table->WskSend(Life->Socket, Buffer, 0, Life->Irp));      // NOT(irp-reuse)
}

NTSTATUS LifeReceive(LIFE *Life, PWSK_BUF Buffer)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *table = Life->Socket->Dispatch;

    IoSetCompletionRoutine(Life->Irp, LifeDone, &Life->Event, TRUE, TRUE, TRUE);
    return LifeWait(Life, table->WskReceive(Life->Socket, Buffer, 0, Life->Irp));   // EXPECT(irp-reuse)
}

VOID LifeEnd(LIFE *Life)
{
    if (Life->Irp != NULL)
        IoFreeIrp(Life->Irp);
}

static NTSTATUS NTAPI OneshotDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    IoFreeIrp(Irp);
    ExFreePoolWithTag(Context, 'tohS');
    return STATUS_MORE_PROCESSING_REQUIRED;
}

ONESHOT *OneshotNew(PWSK_SOCKET Socket, PMDL Mdl)
{
    ONESHOT *shot = (ONESHOT *)ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*shot), 'tohS');

    if (shot == NULL)
        return NULL;
    shot->Socket = Socket;
    shot->Buffer.Mdl = Mdl;
    shot->Buffer.Offset = 0;
    shot->Buffer.Length = MmGetMdlByteCount(Mdl);
    shot->Irp = IoAllocateIrp(1, FALSE);
    if (shot->Irp == NULL) {
        ExFreePoolWithTag(shot, 'tohS');
        return NULL;
    }
    return shot;
}

NTSTATUS OneshotSend(ONESHOT *Shot)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *table = Shot->Socket->Dispatch;

    IoSetCompletionRoutine(Shot->Irp, OneshotDone, Shot, TRUE, TRUE, TRUE);
    return table->WskSend(Shot->Socket, &Shot->Buffer, 0, Shot->Irp);               // NOT(irp-reuse)
}
