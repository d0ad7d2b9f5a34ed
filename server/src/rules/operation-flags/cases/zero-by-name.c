// CASE: reserved flags through a constant that is 0 and a local that no branch changes; flags that are or-ed only when the caller asks
// CLEAN
#include <ntddk.h>
#include <wsk.h>

#define NO_FLAGS 0

typedef struct _PLAIN { PWSK_SOCKET Socket; ULONG ReadFlags; } PLAIN, *PPLAIN;

typedef struct _PLAIN_CALL {
    KEVENT Event;
    PIRP   Irp;
} PLAIN_CALL, *PPLAIN_CALL;

static IO_COMPLETION_ROUTINE PlainCallDone;

_Use_decl_annotations_
static
NTSTATUS
NTAPI
PlainCallDone(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp,
    PVOID Context
    )
{
    PPLAIN_CALL call = (PPLAIN_CALL)Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeSetEvent(&call->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
PlainCallBegin(
    _Out_ PPLAIN_CALL Call
    )
{
    KeInitializeEvent(&Call->Event, SynchronizationEvent, FALSE);
    Call->Irp = IoAllocateIrp(1, FALSE);
    if (Call->Irp == NULL)
    {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    IoSetCompletionRoutine(Call->Irp, PlainCallDone, Call, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

static
VOID
PlainCallAgain(
    _Inout_ PPLAIN_CALL Call
    )
{
    IoReuseIrp(Call->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Call->Irp, PlainCallDone, Call, TRUE, TRUE, TRUE);
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
PlainCallWait(
    _In_ PPLAIN_CALL Call
    )
{
    KeWaitForSingleObject(&Call->Event, Executive, KernelMode, FALSE, NULL);
    return Call->Irp->IoStatus.Status;
}

NTSTATUS PlainDial(PPLAIN Plain, PSOCKADDR Local, PSOCKADDR Remote)
{
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *conn = Plain->Socket->Dispatch;
    ULONG reserved = 0;
    PLAIN_CALL call;
    NTSTATUS status = PlainCallBegin(&call);

    if (!NT_SUCCESS(status))
        return status;
    (VOID)conn->WskBind(Plain->Socket, Local, NO_FLAGS, call.Irp);          // NOT(operation-flags)
    status = PlainCallWait(&call);
    if (NT_SUCCESS(status))
    {
        PlainCallAgain(&call);
        (VOID)conn->WskConnect(Plain->Socket, Remote, reserved, call.Irp);  // NOT(operation-flags)
        status = PlainCallWait(&call);
    }
    IoFreeIrp(call.Irp);
    return status;
}

NTSTATUS PlainRead(PPLAIN Plain, PWSK_BUF Window, BOOLEAN Whole)
{
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *conn = Plain->Socket->Dispatch;
    ULONG flags = Plain->ReadFlags;
    PLAIN_CALL call;
    NTSTATUS status = PlainCallBegin(&call);

    if (!NT_SUCCESS(status))
        return status;
    if (Whole)
        flags |= WSK_FLAG_WAITALL;
    (VOID)conn->WskReceive(Plain->Socket, Window, flags, call.Irp);         // NOT(operation-flags)
    status = PlainCallWait(&call);
    IoFreeIrp(call.Irp);
    return status;
}
