// CASE: the allocating helper turns NULL into a status, and its caller tests that
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _IND_CALL {
    KEVENT Event;
    PIRP   Irp;
} IND_CALL, *PIND_CALL;

static IO_COMPLETION_ROUTINE IndCallDone;

_Use_decl_annotations_
static
NTSTATUS
NTAPI
IndCallDone(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp,
    PVOID Context
    )
{
    PIND_CALL call = (PIND_CALL)Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeSetEvent(&call->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
IndCallBegin(
    _Out_ PIND_CALL Call
    )
{
    KeInitializeEvent(&Call->Event, SynchronizationEvent, FALSE);
    Call->Irp = IoAllocateIrp(1, FALSE);
    if (Call->Irp == NULL)
    {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    IoSetCompletionRoutine(Call->Irp, IndCallDone, Call, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

static
VOID
IndCallAgain(
    _Inout_ PIND_CALL Call
    )
{
    IoReuseIrp(Call->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Call->Irp, IndCallDone, Call, TRUE, TRUE, TRUE);
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
IndCallWait(
    _In_ PIND_CALL Call
    )
{
    KeWaitForSingleObject(&Call->Event, Executive, KernelMode, FALSE, NULL);
    return Call->Irp->IoStatus.Status;
}

NTSTATUS IndAddress(PWSK_SOCKET Socket, SOCKADDR_STORAGE *Name)
{
    PWSK_PROVIDER_LISTEN_DISPATCH listen = (PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch;
    IND_CALL call;
    NTSTATUS status;

    status = IndCallBegin(&call);
    if (status != STATUS_SUCCESS)
        return status;
    (VOID)listen->WskGetLocalAddress(Socket, (PSOCKADDR)Name, call.Irp);    // NOT(irp-null-check)
    status = IndCallWait(&call);
    IoFreeIrp(call.Irp);                                                    // NOT(irp-null-check)
    return status;
}
