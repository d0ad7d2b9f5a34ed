// CASE: the wait gives up after two seconds and returns; the routine then writes into a dead stack frame
#include <ntddk.h>
#include <wsk.h>

typedef struct _PATIENCE { KEVENT Event; IO_STATUS_BLOCK Iosb; } PATIENCE, *PPATIENCE;

static NTSTATUS NTAPI PatienceDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PPATIENCE p = Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    p->Iosb = Irp->IoStatus;
    IoFreeIrp(Irp);
    KeSetEvent(&p->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS PatienceConnect(PWSK_SOCKET Socket, PSOCKADDR Remote)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH conn = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;
    LARGE_INTEGER limit;
    PATIENCE p;
    PIRP irp;

    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&p.Event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, PatienceDone, &p, TRUE, TRUE, TRUE);
    (VOID)conn->WskConnect(Socket, Remote, 0, irp);

    limit.QuadPart = -2LL * 10 * 1000 * 1000;
    if (KeWaitForSingleObject(&p.Event, Executive, KernelMode, FALSE, &limit) == STATUS_TIMEOUT)    // EXPECT(stack-event-timeout)
        return STATUS_IO_TIMEOUT;                           // OR(stack-event-timeout)
    return p.Iosb.Status;
}
