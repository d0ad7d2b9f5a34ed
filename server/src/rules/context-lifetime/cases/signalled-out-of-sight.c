// CASE: the routine signals through code that is not here; the request is waited for all the same
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _ENDED {
    KEVENT Event;
    NTSTATUS Status;
} ENDED;

VOID TraceAndSignal(ENDED *Ended);

static NTSTATUS NTAPI Ended(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    ((ENDED *)Context)->Status = Irp->IoStatus.Status;
    TraceAndSignal((ENDED *)Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS LocalName(PWSK_SOCKET Socket, PSOCKADDR Name)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Dispatch = Socket->Dispatch;
    ENDED Result;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Result.Event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, Ended, &Result, TRUE, TRUE, TRUE); // NOT(context-lifetime)
    (VOID)Dispatch->WskGetLocalAddress(Socket, Name, Irp);
    KeWaitForSingleObject(&Result.Event, Executive, KernelMode, FALSE, NULL);
    return Result.Status;
}
