// CASE: one helper reads or sets an option by a flag, another passes a transport option; all types fit
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI Wake(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(i);
    KeSetEvent(c, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS Option(PWSK_SOCKET s, BOOLEAN Set, ULONG Code, ULONG Level, PULONG Value)
{
    const WSK_PROVIDER_BASIC_DISPATCH *b = s->Dispatch;
    KEVENT e;
    NTSTATUS st;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&e, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, Wake, &e, TRUE, TRUE, TRUE);
    if (Set)
        st = b->WskControlSocket(s, WskSetOption, Code, Level, sizeof(*Value), Value, 0, NULL, NULL, irp);
    else
        st = b->WskControlSocket(s, WskGetOption, Code, Level, 0, NULL, sizeof(*Value), Value, NULL, irp);
    if (st == STATUS_PENDING) {
        KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL);
        st = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);
    return st;
}

/* s: connected */
NTSTATUS Tune(PWSK_SOCKET s)
{
    ULONG Value = 0;
    NTSTATUS st = Option(s, FALSE, SO_RCVBUF, SOL_SOCKET, &Value);          // NOT(control-request-type)

    if (!NT_SUCCESS(st))
        return st;
    Value *= 2;
    st = Option(s, TRUE, SO_RCVBUF, SOL_SOCKET, &Value);                    // NOT(control-request-type)
    if (!NT_SUCCESS(st))
        return st;
    Value = 1;
    return Option(s, TRUE, TCP_NODELAY, IPPROTO_TCP, &Value);               // NOT(control-request-type)
}
