// CASE: WskConnect on a connection socket that was never bound
#include <ntddk.h>
#include <wsk.h>

typedef struct _UPLINK { PWSK_PROVIDER_NPI Npi; PWSK_SOCKET Socket; } UPLINK, *PUPLINK;

typedef struct _UP_CALL {
    KEVENT Event;
    PIRP   Irp;
} UP_CALL, *PUP_CALL;

static IO_COMPLETION_ROUTINE UpCallDone;

_Use_decl_annotations_
static
NTSTATUS
NTAPI
UpCallDone(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp,
    PVOID Context
    )
{
    PUP_CALL call = (PUP_CALL)Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeSetEvent(&call->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
UpCallBegin(
    _Out_ PUP_CALL Call
    )
{
    KeInitializeEvent(&Call->Event, SynchronizationEvent, FALSE);
    Call->Irp = IoAllocateIrp(1, FALSE);
    if (Call->Irp == NULL)
    {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    IoSetCompletionRoutine(Call->Irp, UpCallDone, Call, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

static
VOID
UpCallAgain(
    _Inout_ PUP_CALL Call
    )
{
    IoReuseIrp(Call->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Call->Irp, UpCallDone, Call, TRUE, TRUE, TRUE);
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
UpCallWait(
    _In_ PUP_CALL Call
    )
{
    KeWaitForSingleObject(&Call->Event, Executive, KernelMode, FALSE, NULL);
    return Call->Irp->IoStatus.Status;
}

NTSTATUS UplinkDial(PUPLINK Uplink, PSOCKADDR Remote)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH conn;
    UP_CALL call;
    NTSTATUS status = UpCallBegin(&call);

    if (!NT_SUCCESS(status))
        return status;
    (VOID)Uplink->Npi->Dispatch->WskSocket(Uplink->Npi->Client, Remote->sa_family, SOCK_STREAM, IPPROTO_TCP,
                                           WSK_FLAG_CONNECTION_SOCKET, NULL, NULL, NULL, NULL, NULL, call.Irp);
    status = UpCallWait(&call);
    if (!NT_SUCCESS(status))
        goto Out;
    Uplink->Socket = (PWSK_SOCKET)call.Irp->IoStatus.Information;

    conn = (PWSK_PROVIDER_CONNECTION_DISPATCH)Uplink->Socket->Dispatch;
    UpCallAgain(&call);
    (VOID)conn->WskConnect(Uplink->Socket, Remote, 0, call.Irp);        // EXPECT(unbound-operation)
    status = UpCallWait(&call);
Out:
    IoFreeIrp(call.Irp);
    return status;
}
