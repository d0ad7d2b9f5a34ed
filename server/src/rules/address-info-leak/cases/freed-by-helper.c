// CASE: a release helper frees it; another function frees it on the path that has one
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _NAME_CALL {
    KEVENT Event;
    PIRP   Irp;
} NAME_CALL, *PNAME_CALL;

static IO_COMPLETION_ROUTINE NameCallDone;

_Use_decl_annotations_
static
NTSTATUS
NTAPI
NameCallDone(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp,
    PVOID Context
    )
{
    PNAME_CALL call = (PNAME_CALL)Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeSetEvent(&call->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
NameCallBegin(
    _Out_ PNAME_CALL Call
    )
{
    KeInitializeEvent(&Call->Event, SynchronizationEvent, FALSE);
    Call->Irp = IoAllocateIrp(1, FALSE);
    if (Call->Irp == NULL)
    {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    IoSetCompletionRoutine(Call->Irp, NameCallDone, Call, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

static
VOID
NameCallAgain(
    _Inout_ PNAME_CALL Call
    )
{
    IoReuseIrp(Call->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Call->Irp, NameCallDone, Call, TRUE, TRUE, TRUE);
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
NameCallWait(
    _In_ PNAME_CALL Call
    )
{
    KeWaitForSingleObject(&Call->Event, Executive, KernelMode, FALSE, NULL);
    return Call->Irp->IoStatus.Status;
}

static VOID NameForget(PWSK_PROVIDER_NPI Npi, PADDRINFOEXW *List)
{
    if (*List != NULL)
    {
        Npi->Dispatch->WskFreeAddressInfo(Npi->Client, *List);
        *List = NULL;
    }
}

NTSTATUS NameKnown(PWSK_PROVIDER_NPI Npi, PUNICODE_STRING Host, PBOOLEAN Known)
{
    PADDRINFOEXW list = NULL;
    NAME_CALL call;
    NTSTATUS status = NameCallBegin(&call);

    if (!NT_SUCCESS(status))
        return status;
    (VOID)Npi->Dispatch->WskGetAddressInfo(Npi->Client, Host, NULL, NS_ALL, NULL, NULL, &list,      // NOT(address-info-leak)
                                           NULL, NULL, call.Irp);
    status = NameCallWait(&call);
    IoFreeIrp(call.Irp);
    *Known = (BOOLEAN)(NT_SUCCESS(status) && list != NULL);
    NameForget(Npi, &list);
    return status;
}

NTSTATUS NamePort(PWSK_PROVIDER_NPI Npi, PUNICODE_STRING Service, PUSHORT Port)
{
    PADDRINFOEXW list = NULL;
    NAME_CALL call;
    NTSTATUS status = NameCallBegin(&call);

    if (!NT_SUCCESS(status))
        return status;
    (VOID)Npi->Dispatch->WskGetAddressInfo(Npi->Client, NULL, Service, NS_ALL, NULL, NULL, &list,   // NOT(address-info-leak)
                                           NULL, NULL, call.Irp);
    status = NameCallWait(&call);
    IoFreeIrp(call.Irp);
    if (NT_SUCCESS(status))
    {
        *Port = ((PSOCKADDR_IN)list->ai_addr)->sin_port;
        Npi->Dispatch->WskFreeAddressInfo(Npi->Client, list);
    }
    return status;
}
