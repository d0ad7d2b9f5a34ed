// CASE: the branch that closes returns; an exchanged pointer makes sure that only one thread closes
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _LINK { PWSK_SOCKET volatile Socket; volatile LONG Dead; } LINK, *PLINK;

typedef struct _LINK_CALL {
    KEVENT Event;
    PIRP   Irp;
} LINK_CALL, *PLINK_CALL;

static IO_COMPLETION_ROUTINE LinkCallDone;

_Use_decl_annotations_
static
NTSTATUS
NTAPI
LinkCallDone(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp,
    PVOID Context
    )
{
    PLINK_CALL call = (PLINK_CALL)Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeSetEvent(&call->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
LinkCallBegin(
    _Out_ PLINK_CALL Call
    )
{
    KeInitializeEvent(&Call->Event, SynchronizationEvent, FALSE);
    Call->Irp = IoAllocateIrp(1, FALSE);
    if (Call->Irp == NULL)
    {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    IoSetCompletionRoutine(Call->Irp, LinkCallDone, Call, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

static
VOID
LinkCallAgain(
    _Inout_ PLINK_CALL Call
    )
{
    IoReuseIrp(Call->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Call->Irp, LinkCallDone, Call, TRUE, TRUE, TRUE);
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
LinkCallWait(
    _In_ PLINK_CALL Call
    )
{
    KeWaitForSingleObject(&Call->Event, Executive, KernelMode, FALSE, NULL);
    return Call->Irp->IoStatus.Status;
}

NTSTATUS LinkSend(PLINK Link, PWSK_SOCKET Socket, PWSK_BUF Data)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH conn = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;
    LINK_CALL call;
    NTSTATUS status = LinkCallBegin(&call);

    if (!NT_SUCCESS(status))
        return status;

    if (InterlockedCompareExchange(&Link->Dead, 0, 0) != 0)
    {
        (VOID)conn->WskCloseSocket(Socket, call.Irp);
        (VOID)LinkCallWait(&call);
        IoFreeIrp(call.Irp);
        return STATUS_CONNECTION_DISCONNECTED;
    }

    (VOID)conn->WskSend(Socket, Data, 0, call.Irp);         // NOT(use-after-close)
    status = LinkCallWait(&call);
    IoFreeIrp(call.Irp);
    return status;
}

VOID LinkClose(PLINK Link)
{
    PWSK_SOCKET socket = (PWSK_SOCKET)InterlockedExchangePointer((PVOID volatile *)&Link->Socket, NULL);
    LINK_CALL call;

    if (socket == NULL || !NT_SUCCESS(LinkCallBegin(&call)))
        return;
    (VOID)((PWSK_PROVIDER_BASIC_DISPATCH)socket->Dispatch)->WskCloseSocket(socket, call.Irp);   // NOT(use-after-close)
    (VOID)LinkCallWait(&call);
    IoFreeIrp(call.Irp);
}
