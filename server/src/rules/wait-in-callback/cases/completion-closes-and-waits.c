// CASE: the completion routine of a receive closes the socket with the synchronous helper
#include <ntddk.h>
#include <wsk.h>

typedef struct _SESSION { PWSK_SOCKET Socket; WSK_BUF Buffer; SIZE_T Received; } SESSION, *PSESSION;

static NTSTATUS NTAPI Signal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID SessionClose(PSESSION Session)
{
    CONST WSK_PROVIDER_BASIC_DISPATCH *Basic = Session->Socket->Dispatch;
    KEVENT Closed;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return;
    KeInitializeEvent(&Closed, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, Signal, &Closed, TRUE, TRUE, TRUE);
    (VOID)Basic->WskCloseSocket(Session->Socket, Irp);
    Session->Socket = NULL;
    KeWaitForSingleObject(&Closed, Executive, KernelMode, FALSE, NULL);         // OR(wait-in-callback)
    IoFreeIrp(Irp);
}

static NTSTATUS NTAPI SessionReceived(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PSESSION Session = Context;
    SIZE_T Bytes = NT_SUCCESS(Irp->IoStatus.Status) ? Irp->IoStatus.Information : 0;

    UNREFERENCED_PARAMETER(DeviceObject);
    IoFreeIrp(Irp);
    Session->Received += Bytes;
    if (Bytes == 0) {
        SessionClose(Session);                                                  // EXPECT(wait-in-callback)
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SessionRead(PSESSION Session)
{
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Session->Socket->Dispatch;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, SessionReceived, Session, TRUE, TRUE, TRUE);
    return Dispatch->WskReceive(Session->Socket, &Session->Buffer, 0, Irp);
}
