// CASE: WSK_FLAG_DRAIN throws data away and needs a buffer of length 0
#include <ntddk.h>
#include <wsk.h>

typedef struct _SINK_CALL {
    KEVENT Event;
    PIRP   Irp;
} SINK_CALL, *PSINK_CALL;

static IO_COMPLETION_ROUTINE SinkCallDone;

_Use_decl_annotations_
static
NTSTATUS
NTAPI
SinkCallDone(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp,
    PVOID Context
    )
{
    PSINK_CALL call = (PSINK_CALL)Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeSetEvent(&call->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
SinkCallBegin(
    _Out_ PSINK_CALL Call
    )
{
    KeInitializeEvent(&Call->Event, SynchronizationEvent, FALSE);
    Call->Irp = IoAllocateIrp(1, FALSE);
    if (Call->Irp == NULL)
    {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    IoSetCompletionRoutine(Call->Irp, SinkCallDone, Call, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

static
VOID
SinkCallAgain(
    _Inout_ PSINK_CALL Call
    )
{
    IoReuseIrp(Call->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Call->Irp, SinkCallDone, Call, TRUE, TRUE, TRUE);
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
SinkCallWait(
    _In_ PSINK_CALL Call
    )
{
    KeWaitForSingleObject(&Call->Event, Executive, KernelMode, FALSE, NULL);
    return Call->Irp->IoStatus.Status;
}

NTSTATUS SinkDiscard(PWSK_SOCKET Socket, PMDL Scratch)
{
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *ops = Socket->Dispatch;
    WSK_BUF rest;
    SINK_CALL call;
    NTSTATUS status = SinkCallBegin(&call);

    if (!NT_SUCCESS(status))
        return status;
    rest.Mdl = Scratch;
    rest.Offset = 0;
    rest.Length = 4096;                                                     // OR(operation-flags)



    (VOID)ops->WskReceive(Socket, &rest, WSK_FLAG_DRAIN, call.Irp);         // EXPECT(operation-flags)
    status = SinkCallWait(&call);
    IoFreeIrp(call.Irp);
    return status;
}
