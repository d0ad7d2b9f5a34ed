// CASE: a listening socket of type SOCK_RAW over ICMP
#include <ntddk.h>
#include <wsk.h>

typedef struct _MULTI_CALL {
    KEVENT Event;
    PIRP   Irp;
} MULTI_CALL, *PMULTI_CALL;

static IO_COMPLETION_ROUTINE MultiCallDone;

_Use_decl_annotations_
static
NTSTATUS
NTAPI
MultiCallDone(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp,
    PVOID Context
    )
{
    PMULTI_CALL call = (PMULTI_CALL)Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeSetEvent(&call->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
MultiCallBegin(
    _Out_ PMULTI_CALL Call
    )
{
    KeInitializeEvent(&Call->Event, SynchronizationEvent, FALSE);
    Call->Irp = IoAllocateIrp(1, FALSE);
    if (Call->Irp == NULL)
    {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    IoSetCompletionRoutine(Call->Irp, MultiCallDone, Call, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

static
VOID
MultiCallAgain(
    _Inout_ PMULTI_CALL Call
    )
{
    IoReuseIrp(Call->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Call->Irp, MultiCallDone, Call, TRUE, TRUE, TRUE);
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
MultiCallWait(
    _In_ PMULTI_CALL Call
    )
{
    KeWaitForSingleObject(&Call->Event, Executive, KernelMode, FALSE, NULL);
    return Call->Irp->IoStatus.Status;
}

typedef struct _MULTI_SERVER {
    PWSK_PROVIDER_NPI Npi;
    PWSK_SOCKET Socket;
} MULTI_SERVER;

NTSTATUS MultiOpenRaw(MULTI_SERVER *Server, ADDRESS_FAMILY Family)
{
    MULTI_CALL call;
    NTSTATUS status;

    if (Family != AF_INET) {
        return STATUS_NOT_SUPPORTED;
    }
    status = MultiCallBegin(&call);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    (VOID)Server->Npi->Dispatch->WskSocket(Server->Npi->Client, AF_INET,
        SOCK_RAW, IPPROTO_ICMP, WSK_FLAG_LISTEN_SOCKET,             // EXPECT(socket-flags)
        NULL, NULL, NULL, NULL, NULL, call.Irp);
    status = MultiCallWait(&call);
    if (NT_SUCCESS(status)) {
        Server->Socket = (PWSK_SOCKET)call.Irp->IoStatus.Information;
    }
    IoFreeIrp(call.Irp);
    return status;
}
