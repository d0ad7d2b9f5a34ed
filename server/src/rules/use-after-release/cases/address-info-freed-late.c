// CASE: the address list is freed after the release; WskFreeAddressInfo belongs to the provider dispatch too
#include <ntddk.h>
#include <wsk.h>

typedef struct _LOC_CALL {
    KEVENT Event;
    PIRP   Irp;
} LOC_CALL, *PLOC_CALL;

static IO_COMPLETION_ROUTINE LocCallDone;

_Use_decl_annotations_
static
NTSTATUS
NTAPI
LocCallDone(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp,
    PVOID Context
    )
{
    PLOC_CALL call = (PLOC_CALL)Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeSetEvent(&call->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
LocCallBegin(
    _Out_ PLOC_CALL Call
    )
{
    KeInitializeEvent(&Call->Event, SynchronizationEvent, FALSE);
    Call->Irp = IoAllocateIrp(1, FALSE);
    if (Call->Irp == NULL)
    {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    IoSetCompletionRoutine(Call->Irp, LocCallDone, Call, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

static
VOID
LocCallAgain(
    _Inout_ PLOC_CALL Call
    )
{
    IoReuseIrp(Call->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Call->Irp, LocCallDone, Call, TRUE, TRUE, TRUE);
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
LocCallWait(
    _In_ PLOC_CALL Call
    )
{
    KeWaitForSingleObject(&Call->Event, Executive, KernelMode, FALSE, NULL);
    return Call->Irp->IoStatus.Status;
}

NTSTATUS LocFind(PWSK_REGISTRATION Registration, PUNICODE_STRING Host, PULONG Count)
{
    WSK_PROVIDER_NPI npi;
    PADDRINFOEXW list = NULL, entry;
    LOC_CALL call;
    NTSTATUS status;

    *Count = 0;
    status = LocCallBegin(&call);
    if (!NT_SUCCESS(status))
        return status;
    status = WskCaptureProviderNPI(Registration, 1000, &npi);
    if (!NT_SUCCESS(status))
    {
        IoFreeIrp(call.Irp);
        return status;
    }

    (VOID)npi.Dispatch->WskGetAddressInfo(npi.Client, Host, NULL, NS_ALL, NULL, NULL, &list, NULL, NULL, call.Irp);
    status = LocCallWait(&call);
    WskReleaseProviderNPI(Registration);
    IoFreeIrp(call.Irp);

    if (NT_SUCCESS(status))
    {
        for (entry = list; entry != NULL; entry = entry->ai_next)
        {
            *Count += 1;
        }
        npi.Dispatch->WskFreeAddressInfo(npi.Client, list);         // EXPECT(use-after-release)
    }
    return status;
}
