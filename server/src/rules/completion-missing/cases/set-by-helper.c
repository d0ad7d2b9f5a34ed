// CASE: the routine is set by a helper, before the first call and after the reuse
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _SET_CALL {
    KEVENT Event;
    PIRP   Irp;
} SET_CALL, *PSET_CALL;

static IO_COMPLETION_ROUTINE SetCallDone;

_Use_decl_annotations_
static
NTSTATUS
NTAPI
SetCallDone(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp,
    PVOID Context
    )
{
    PSET_CALL call = (PSET_CALL)Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeSetEvent(&call->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
SetCallBegin(
    _Out_ PSET_CALL Call
    )
{
    KeInitializeEvent(&Call->Event, SynchronizationEvent, FALSE);
    Call->Irp = IoAllocateIrp(1, FALSE);
    if (Call->Irp == NULL)
    {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    IoSetCompletionRoutine(Call->Irp, SetCallDone, Call, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

static
VOID
SetCallAgain(
    _Inout_ PSET_CALL Call
    )
{
    IoReuseIrp(Call->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Call->Irp, SetCallDone, Call, TRUE, TRUE, TRUE);
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
SetCallWait(
    _In_ PSET_CALL Call
    )
{
    KeWaitForSingleObject(&Call->Event, Executive, KernelMode, FALSE, NULL);
    return Call->Irp->IoStatus.Status;
}

NTSTATUS SetTwo(PWSK_SOCKET Socket, PWSK_BUF A, PWSK_BUF B)
{
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *conn = Socket->Dispatch;
    SET_CALL call;
    NTSTATUS status = SetCallBegin(&call);

    if (!NT_SUCCESS(status))
        return status;
    (VOID)conn->WskSend(Socket, A, 0, call.Irp);                // NOT(completion-missing)
    status = SetCallWait(&call);
    if (NT_SUCCESS(status))
    {
        SetCallAgain(&call);
        (VOID)conn->WskSend(Socket, B, 0, call.Irp);            // NOT(completion-missing)
        status = SetCallWait(&call);
    }
    IoFreeIrp(call.Irp);
    return status;
}
