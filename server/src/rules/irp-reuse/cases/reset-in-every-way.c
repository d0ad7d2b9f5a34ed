// CASE: IoReuseIrp directly and through a helper, IoInitializeIrp, a fresh IRP for each round
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _RST_CALL {
    KEVENT Event;
    PIRP   Irp;
} RST_CALL, *PRST_CALL;

static IO_COMPLETION_ROUTINE RstCallDone;

_Use_decl_annotations_
static
NTSTATUS
NTAPI
RstCallDone(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp,
    PVOID Context
    )
{
    PRST_CALL call = (PRST_CALL)Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeSetEvent(&call->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
RstCallBegin(
    _Out_ PRST_CALL Call
    )
{
    KeInitializeEvent(&Call->Event, SynchronizationEvent, FALSE);
    Call->Irp = IoAllocateIrp(1, FALSE);
    if (Call->Irp == NULL)
    {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    IoSetCompletionRoutine(Call->Irp, RstCallDone, Call, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

static
VOID
RstCallAgain(
    _Inout_ PRST_CALL Call
    )
{
    IoReuseIrp(Call->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Call->Irp, RstCallDone, Call, TRUE, TRUE, TRUE);
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
RstCallWait(
    _In_ PRST_CALL Call
    )
{
    KeWaitForSingleObject(&Call->Event, Executive, KernelMode, FALSE, NULL);
    return Call->Irp->IoStatus.Status;
}

NTSTATUS RstThree(PWSK_SOCKET Socket, PWSK_BUF Parts)
{
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *conn = Socket->Dispatch;
    RST_CALL call;
    NTSTATUS status = RstCallBegin(&call);

    if (!NT_SUCCESS(status))
        return status;
    (VOID)conn->WskSend(Socket, &Parts[0], 0, call.Irp);
    status = RstCallWait(&call);
    if (NT_SUCCESS(status))
    {
        RstCallAgain(&call);
        (VOID)conn->WskSend(Socket, &Parts[1], 0, call.Irp);        // NOT(irp-reuse)
        status = RstCallWait(&call);
    }
    if (NT_SUCCESS(status))
    {
        IoInitializeIrp(call.Irp, IoSizeOfIrp(1), 1);
        IoSetCompletionRoutine(call.Irp, RstCallDone, &call, TRUE, TRUE, TRUE);
        (VOID)conn->WskSend(Socket, &Parts[2], 0, call.Irp);        // NOT(irp-reuse)
        status = RstCallWait(&call);
    }
    IoFreeIrp(call.Irp);
    return status;
}

NTSTATUS RstFresh(PWSK_SOCKET Socket, PWSK_BUF Parts, ULONG Count)
{
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *conn = Socket->Dispatch;
    NTSTATUS status = STATUS_SUCCESS;
    RST_CALL call;
    ULONG i;

    for (i = 0; i < Count; i++)
    {
        status = RstCallBegin(&call);
        if (!NT_SUCCESS(status))
            break;
        (VOID)conn->WskSend(Socket, &Parts[i], 0, call.Irp);        // NOT(irp-reuse)
        status = RstCallWait(&call);
        IoFreeIrp(call.Irp);
        if (!NT_SUCCESS(status))
            break;
    }
    return status;
}
