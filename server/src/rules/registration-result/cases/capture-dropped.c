// CASE: the capture's result is dropped, and the dispatch pointer used although it may never have been filled
#include <ntddk.h>
#include <wsk.h>

typedef struct _SEL_CALL {
    KEVENT Event;
    PIRP   Irp;
} SEL_CALL, *PSEL_CALL;

static IO_COMPLETION_ROUTINE SelCallDone;

_Use_decl_annotations_
static
NTSTATUS
NTAPI
SelCallDone(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp,
    PVOID Context
    )
{
    PSEL_CALL call = (PSEL_CALL)Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeSetEvent(&call->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
SelCallBegin(
    _Out_ PSEL_CALL Call
    )
{
    KeInitializeEvent(&Call->Event, SynchronizationEvent, FALSE);
    Call->Irp = IoAllocateIrp(1, FALSE);
    if (Call->Irp == NULL)
    {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    IoSetCompletionRoutine(Call->Irp, SelCallDone, Call, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

static
VOID
SelCallAgain(
    _Inout_ PSEL_CALL Call
    )
{
    IoReuseIrp(Call->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Call->Irp, SelCallDone, Call, TRUE, TRUE, TRUE);
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
SelCallWait(
    _In_ PSEL_CALL Call
    )
{
    KeWaitForSingleObject(&Call->Event, Executive, KernelMode, FALSE, NULL);
    return Call->Irp->IoStatus.Status;
}

NTSTATUS SelSocket(PWSK_REGISTRATION Registration, PWSK_SOCKET *Socket)
{
    WSK_PROVIDER_NPI npi;
    SEL_CALL call;
    NTSTATUS status = SelCallBegin(&call);

    if (!NT_SUCCESS(status))
        return status;

    WskCaptureProviderNPI(Registration, 250, &npi);         // EXPECT(registration-result)
    (VOID)npi.Dispatch->WskSocket(npi.Client, AF_INET6, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                                  NULL, NULL, NULL, NULL, NULL, call.Irp);
    status = SelCallWait(&call);
    if (NT_SUCCESS(status))
        *Socket = (PWSK_SOCKET)call.Irp->IoStatus.Information;
    IoFreeIrp(call.Irp);
    WskReleaseProviderNPI(Registration);
    return status;
}
