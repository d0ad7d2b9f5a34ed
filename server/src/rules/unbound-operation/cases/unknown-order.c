// CASE: sockets whose history this file does not show, and a bind that another function may have done
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _ANY_CALL {
    KEVENT Event;
    PIRP   Irp;
} ANY_CALL, *PANY_CALL;

static IO_COMPLETION_ROUTINE AnyCallDone;

_Use_decl_annotations_
static
NTSTATUS
NTAPI
AnyCallDone(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp,
    PVOID Context
    )
{
    PANY_CALL call = (PANY_CALL)Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeSetEvent(&call->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
AnyCallBegin(
    _Out_ PANY_CALL Call
    )
{
    KeInitializeEvent(&Call->Event, SynchronizationEvent, FALSE);
    Call->Irp = IoAllocateIrp(1, FALSE);
    if (Call->Irp == NULL)
    {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    IoSetCompletionRoutine(Call->Irp, AnyCallDone, Call, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

static
VOID
AnyCallAgain(
    _Inout_ PANY_CALL Call
    )
{
    IoReuseIrp(Call->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Call->Irp, AnyCallDone, Call, TRUE, TRUE, TRUE);
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
AnyCallWait(
    _In_ PANY_CALL Call
    )
{
    KeWaitForSingleObject(&Call->Event, Executive, KernelMode, FALSE, NULL);
    return Call->Irp->IoStatus.Status;
}

typedef struct _ANY { PWSK_SOCKET Socket; BOOLEAN Bound; SOCKADDR_STORAGE Name; } ANY, *PANY;

NTSTATUS AnyBind(PANY Any, PSOCKADDR Local)
{
    CONST WSK_PROVIDER_DATAGRAM_DISPATCH *ops = Any->Socket->Dispatch;
    ANY_CALL call;
    NTSTATUS status = AnyCallBegin(&call);

    if (!NT_SUCCESS(status))
        return status;
    (VOID)ops->WskBind(Any->Socket, Local, 0, call.Irp);
    status = AnyCallWait(&call);
    Any->Bound = (BOOLEAN)NT_SUCCESS(status);
    IoFreeIrp(call.Irp);
    return status;
}

NTSTATUS AnyName(PANY Any)
{
    CONST WSK_PROVIDER_DATAGRAM_DISPATCH *ops = Any->Socket->Dispatch;
    ANY_CALL call;
    NTSTATUS status;

    if (!Any->Bound)
        return STATUS_INVALID_DEVICE_STATE;
    status = AnyCallBegin(&call);
    if (!NT_SUCCESS(status))
        return status;
    (VOID)ops->WskGetLocalAddress(Any->Socket, (PSOCKADDR)&Any->Name, call.Irp);    // NOT(unbound-operation)
    status = AnyCallWait(&call);
    IoFreeIrp(call.Irp);
    return status;
}

NTSTATUS AnySend(PWSK_SOCKET Socket, PWSK_BUF Data, PSOCKADDR To)
{
    CONST WSK_PROVIDER_DATAGRAM_DISPATCH *ops = Socket->Dispatch;
    ANY_CALL call;
    NTSTATUS status = AnyCallBegin(&call);

    if (!NT_SUCCESS(status))
        return status;
    (VOID)ops->WskSendTo(Socket, Data, 0, To, 0, NULL, call.Irp);                   // NOT(unbound-operation)
    status = AnyCallWait(&call);
    IoFreeIrp(call.Irp);
    return status;
}
