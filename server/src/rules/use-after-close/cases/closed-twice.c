// CASE: the failed handshake closes the socket, and the common exit closes it again
#include <ntddk.h>
#include <wsk.h>

typedef struct _HS_CALL {
    KEVENT Event;
    PIRP   Irp;
} HS_CALL, *PHS_CALL;

static IO_COMPLETION_ROUTINE HsCallDone;

_Use_decl_annotations_
static
NTSTATUS
NTAPI
HsCallDone(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp,
    PVOID Context
    )
{
    PHS_CALL call = (PHS_CALL)Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeSetEvent(&call->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
HsCallBegin(
    _Out_ PHS_CALL Call
    )
{
    KeInitializeEvent(&Call->Event, SynchronizationEvent, FALSE);
    Call->Irp = IoAllocateIrp(1, FALSE);
    if (Call->Irp == NULL)
    {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    IoSetCompletionRoutine(Call->Irp, HsCallDone, Call, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

static
VOID
HsCallAgain(
    _Inout_ PHS_CALL Call
    )
{
    IoReuseIrp(Call->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Call->Irp, HsCallDone, Call, TRUE, TRUE, TRUE);
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
HsCallWait(
    _In_ PHS_CALL Call
    )
{
    KeWaitForSingleObject(&Call->Event, Executive, KernelMode, FALSE, NULL);
    return Call->Irp->IoStatus.Status;
}

static NTSTATUS HsClose(PWSK_SOCKET Socket, PHS_CALL Call)
{
    PWSK_PROVIDER_BASIC_DISPATCH basic = (PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch;

    HsCallAgain(Call);
    (VOID)basic->WskCloseSocket(Socket, Call->Irp);
    return HsCallWait(Call);
}

NTSTATUS HsRun(PWSK_SOCKET Socket, PWSK_BUF Hello)
{
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *conn = Socket->Dispatch;
    HS_CALL call;
    NTSTATUS status = HsCallBegin(&call);

    if (!NT_SUCCESS(status))
        return status;

    (VOID)conn->WskSend(Socket, Hello, 0, call.Irp);
    status = HsCallWait(&call);
    if (!NT_SUCCESS(status))
    {
        DbgPrint("handshake failed: %08x\n", status);
        (VOID)HsClose(Socket, &call);
        goto Exit;
    }

    HsCallAgain(&call);
    (VOID)conn->WskDisconnect(Socket, NULL, 0, call.Irp);
    status = HsCallWait(&call);

Exit:
    (VOID)HsClose(Socket, &call);                           // EXPECT(use-after-close)
    IoFreeIrp(call.Irp);
    return status;
}
