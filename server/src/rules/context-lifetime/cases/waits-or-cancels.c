// CASE: the local context is waited for: always, when pending, and after a cancel when the time is over
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _CALL { KEVENT Event; NTSTATUS Status; } CALL, *PCALL;

static NTSTATUS NTAPI CallDone(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    (void)d;
    ((PCALL)c)->Status = i->IoStatus.Status;
    KeSetEvent(&((PCALL)c)->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS ConnectAlways(PWSK_SOCKET s, PSOCKADDR To)
{
    CALL call;
    PIRP i = IoAllocateIrp(1, FALSE);

    if (i == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&call.Event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(i, CallDone, &call, TRUE, TRUE, TRUE);           // NOT(context-lifetime)
    ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskConnect(s, To, 0, i);
    KeWaitForSingleObject(&call.Event, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(i);
    return call.Status;
}

NTSTATUS ConnectTimed(PWSK_SOCKET s, PSOCKADDR To, LONG Seconds)
{
    LARGE_INTEGER Timeout;
    CALL call;
    PIRP i = IoAllocateIrp(1, FALSE);

    if (i == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    Timeout.QuadPart = -10000000LL * Seconds;
    KeInitializeEvent(&call.Event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(i, CallDone, &call, TRUE, TRUE, TRUE);           // NOT(context-lifetime)
    ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskConnect(s, To, 0, i);
    if (KeWaitForSingleObject(&call.Event, Executive, KernelMode, FALSE, &Timeout) == STATUS_TIMEOUT) {
        IoCancelIrp(i);
        KeWaitForSingleObject(&call.Event, Executive, KernelMode, FALSE, NULL);
    }
    IoFreeIrp(i);
    return call.Status;
}

NTSTATUS ConnectPending(PWSK_SOCKET s, PSOCKADDR To)
{
    NTSTATUS st;
    CALL call;
    PIRP i = IoAllocateIrp(1, FALSE);

    if (i == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&call.Event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(i, CallDone, &call, TRUE, TRUE, TRUE);           // NOT(context-lifetime)
    st = ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskConnect(s, To, 0, i);
    if (st == STATUS_PENDING) {
        KeWaitForSingleObject(&call.Event, Executive, KernelMode, FALSE, NULL);
        st = i->IoStatus.Status;
    }
    IoFreeIrp(i);
    return st;
}
