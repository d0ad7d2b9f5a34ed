// CASE: local memory, and every path waits until the request is over
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _ACK_CALL {
    KEVENT Event;
    PIRP   Irp;
} ACK_CALL, *PACK_CALL;

static IO_COMPLETION_ROUTINE AckCallDone;

_Use_decl_annotations_
static
NTSTATUS
NTAPI
AckCallDone(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp,
    PVOID Context
    )
{
    PACK_CALL call = (PACK_CALL)Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeSetEvent(&call->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
AckCallBegin(
    _Out_ PACK_CALL Call
    )
{
    KeInitializeEvent(&Call->Event, SynchronizationEvent, FALSE);
    Call->Irp = IoAllocateIrp(1, FALSE);
    if (Call->Irp == NULL)
    {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    IoSetCompletionRoutine(Call->Irp, AckCallDone, Call, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

static
VOID
AckCallAgain(
    _Inout_ PACK_CALL Call
    )
{
    IoReuseIrp(Call->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Call->Irp, AckCallDone, Call, TRUE, TRUE, TRUE);
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
AckCallWait(
    _In_ PACK_CALL Call
    )
{
    KeWaitForSingleObject(&Call->Event, Executive, KernelMode, FALSE, NULL);
    return Call->Irp->IoStatus.Status;
}

NTSTATUS AckSend(PWSK_SOCKET Socket, ULONG Sequence)
{
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *conn = Socket->Dispatch;
    ULONG words[2] = { 'KCA', Sequence };
    SOCKADDR_STORAGE peer;
    ACK_CALL call;
    WSK_BUF buf;
    NTSTATUS status;

    buf.Mdl = IoAllocateMdl(words, sizeof(words), FALSE, FALSE, NULL);
    if (buf.Mdl == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    MmBuildMdlForNonPagedPool(buf.Mdl);
    buf.Offset = 0;
    buf.Length = sizeof(words);

    status = AckCallBegin(&call);
    if (!NT_SUCCESS(status))
    {
        IoFreeMdl(buf.Mdl);
        return status;
    }

    (VOID)conn->WskSend(Socket, &buf, WSK_FLAG_NODELAY, call.Irp);              // NOT(buffer-lifetime)
    status = AckCallWait(&call);
    if (NT_SUCCESS(status))
    {
        AckCallAgain(&call);
        status = conn->WskGetRemoteAddress(Socket, (PSOCKADDR)&peer, call.Irp); // NOT(buffer-lifetime)
        if (status == STATUS_PENDING)
        {
            status = AckCallWait(&call);
        }
        if (NT_SUCCESS(status))
        {
            DbgPrint("ack: family %u\n", peer.ss_family);
        }
    }

    IoFreeMdl(buf.Mdl);
    IoFreeIrp(call.Irp);
    return status;
}
