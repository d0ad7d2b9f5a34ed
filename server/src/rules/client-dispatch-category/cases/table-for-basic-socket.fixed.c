// CASE: a basic socket has no callbacks at all, yet gets a datagram table
#include <ntddk.h>
#include <wsk.h>

extern CONST WSK_CLIENT_DATAGRAM_DISPATCH ProbeEvents;

typedef struct _PROBE_CALL {
    KEVENT Event;
    PIRP   Irp;
} PROBE_CALL, *PPROBE_CALL;

static IO_COMPLETION_ROUTINE ProbeCallDone;

_Use_decl_annotations_
static
NTSTATUS
NTAPI
ProbeCallDone(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp,
    PVOID Context
    )
{
    PPROBE_CALL call = (PPROBE_CALL)Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeSetEvent(&call->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
ProbeCallBegin(
    _Out_ PPROBE_CALL Call
    )
{
    KeInitializeEvent(&Call->Event, SynchronizationEvent, FALSE);
    Call->Irp = IoAllocateIrp(1, FALSE);
    if (Call->Irp == NULL)
    {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    IoSetCompletionRoutine(Call->Irp, ProbeCallDone, Call, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

static
VOID
ProbeCallAgain(
    _Inout_ PPROBE_CALL Call
    )
{
    IoReuseIrp(Call->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Call->Irp, ProbeCallDone, Call, TRUE, TRUE, TRUE);
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
ProbeCallWait(
    _In_ PPROBE_CALL Call
    )
{
    KeWaitForSingleObject(&Call->Event, Executive, KernelMode, FALSE, NULL);
    return Call->Irp->IoStatus.Status;
}

NTSTATUS ProbeCreate(PWSK_PROVIDER_NPI Npi, PWSK_SOCKET *Socket)
{
    PROBE_CALL call;
    NTSTATUS status = ProbeCallBegin(&call);

    if (!NT_SUCCESS(status))
        return status;
    (VOID)Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_BASIC_SOCKET, NULL,
                                   NULL, NULL, NULL, NULL, call.Irp);       // EXPECT(client-dispatch-category)
    status = ProbeCallWait(&call);
    if (NT_SUCCESS(status))
        *Socket = (PWSK_SOCKET)call.Irp->IoStatus.Information;
    IoFreeIrp(call.Irp);
    return status;
}
