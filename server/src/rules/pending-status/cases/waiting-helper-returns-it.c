// CASE: the helper that waits gives its callers back what they brought: wrong once, in the helper
#include <ntddk.h>
#include <wsk.h>

typedef struct _HELD {
    KEVENT Event;
    PIRP Irp;
} HELD;

static NTSTATUS NTAPI HeldDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static BOOLEAN HeldBegin(HELD *Held)
{
    Held->Irp = IoAllocateIrp(1, FALSE);
    if (Held->Irp == NULL)
        return FALSE;
    KeInitializeEvent(&Held->Event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Held->Irp, HeldDone, &Held->Event, TRUE, TRUE, TRUE);
    return TRUE;
}

static NTSTATUS HeldEnd(HELD *Held, NTSTATUS Status)
{
    if (Status == STATUS_PENDING)
        KeWaitForSingleObject(&Held->Event, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(Held->Irp);
    return Status;                                                      // EXPECT(pending-status)
}

NTSTATUS HeldBind(PWSK_SOCKET Socket, PSOCKADDR Local)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *table = Socket->Dispatch;
    HELD held;

    if (!HeldBegin(&held))
        return STATUS_INSUFFICIENT_RESOURCES;
    return HeldEnd(&held, table->WskBind(Socket, Local, 0, held.Irp));  // NOT(pending-status)
}

NTSTATUS HeldConnect(PWSK_SOCKET Socket, PSOCKADDR Remote, PBOOLEAN Up)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *table = Socket->Dispatch;
    NTSTATUS status;
    HELD held;

    if (!HeldBegin(&held))
        return STATUS_INSUFFICIENT_RESOURCES;
    status = HeldEnd(&held, table->WskConnect(Socket, Remote, 0, held.Irp));
    *Up = NT_SUCCESS(status);                                           // NOT(pending-status)
    return status;
}
