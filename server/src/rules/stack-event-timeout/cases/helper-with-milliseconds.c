// CASE: a wait helper with a timeout in milliseconds; the sender ignores that the wait may have ended early
#include <ntddk.h>
#include <wsk.h>

typedef struct _TICK { KEVENT Done; NTSTATUS Status; } TICK;

static NTSTATUS NTAPI tick_done(PDEVICE_OBJECT dev, PIRP irp, PVOID ctx)
{
    TICK *t = ctx;

    UNREFERENCED_PARAMETER(dev);
    t->Status = irp->IoStatus.Status;
    IoFreeIrp(irp);
    KeSetEvent(&t->Done, 0, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS tick_wait(TICK *t, ULONG ms)
{
    LARGE_INTEGER due;

    due.QuadPart = -10000LL * ms;
    return KeWaitForSingleObject(&t->Done, Executive, KernelMode, FALSE, &due);     // OR(stack-event-timeout)
}

NTSTATUS tick_send(PWSK_SOCKET s, PWSK_BUF b)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *conn = s->Dispatch;
    TICK t = { .Status = STATUS_IO_TIMEOUT };
    NTSTATUS st;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&t.Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, tick_done, &t, TRUE, TRUE, TRUE);
    (void)conn->WskSend(s, b, 0, irp);
    st = tick_wait(&t, 1500);                               // EXPECT(stack-event-timeout)
    if (st != STATUS_SUCCESS)
        return st;                                          // OR(stack-event-timeout)
    return t.Status;
}
