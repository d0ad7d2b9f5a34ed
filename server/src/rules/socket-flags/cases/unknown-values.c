// CASE: flags from a table read at run time, and an address family for which no combinations are documented
// CLEAN
#include <ntddk.h>
#include <wsk.h>

#define AF_HYPERV       34
#define HV_PROTOCOL_RAW 1

typedef struct _VM_CALL {
    KEVENT Event;
    PIRP   Irp;
} VM_CALL, *PVM_CALL;

static IO_COMPLETION_ROUTINE VmCallDone;

_Use_decl_annotations_
static
NTSTATUS
NTAPI
VmCallDone(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp,
    PVOID Context
    )
{
    PVM_CALL call = (PVM_CALL)Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeSetEvent(&call->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
VmCallBegin(
    _Out_ PVM_CALL Call
    )
{
    KeInitializeEvent(&Call->Event, SynchronizationEvent, FALSE);
    Call->Irp = IoAllocateIrp(1, FALSE);
    if (Call->Irp == NULL)
    {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    IoSetCompletionRoutine(Call->Irp, VmCallDone, Call, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

static
VOID
VmCallAgain(
    _Inout_ PVM_CALL Call
    )
{
    IoReuseIrp(Call->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Call->Irp, VmCallDone, Call, TRUE, TRUE, TRUE);
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
VmCallWait(
    _In_ PVM_CALL Call
    )
{
    KeWaitForSingleObject(&Call->Event, Executive, KernelMode, FALSE, NULL);
    return Call->Irp->IoStatus.Status;
}

typedef struct _VM_ROLE { ADDRESS_FAMILY Family; USHORT Type; ULONG Protocol; ULONG Flags; } VM_ROLE;

NTSTATUS VmConfigured(PWSK_PROVIDER_NPI Npi, const VM_ROLE *Role, PWSK_SOCKET *Socket)
{
    VM_CALL call;
    NTSTATUS status = VmCallBegin(&call);

    if (!NT_SUCCESS(status))
        return status;
    (void)Npi->Dispatch->WskSocket(Npi->Client, Role->Family, Role->Type, Role->Protocol,
                                   Role->Flags,                                     // NOT(socket-flags)
                                   NULL, NULL, NULL, NULL, NULL, call.Irp);
    status = VmCallWait(&call);
    *Socket = NT_SUCCESS(status) ? (PWSK_SOCKET)call.Irp->IoStatus.Information : NULL;
    IoFreeIrp(call.Irp);
    return status;
}

NTSTATUS VmGuestLink(PWSK_PROVIDER_NPI Npi, BOOLEAN Server, PWSK_SOCKET *Socket)
{
    VM_CALL call;
    NTSTATUS status = VmCallBegin(&call);

    if (!NT_SUCCESS(status))
        return status;
    (void)Npi->Dispatch->WskSocket(Npi->Client, AF_HYPERV, SOCK_STREAM, HV_PROTOCOL_RAW,       // NOT(socket-flags)
                                   Server ? WSK_FLAG_LISTEN_SOCKET : WSK_FLAG_CONNECTION_SOCKET,
                                   NULL, NULL, NULL, NULL, NULL, call.Irp);
    status = VmCallWait(&call);
    *Socket = NT_SUCCESS(status) ? (PWSK_SOCKET)call.Irp->IoStatus.Information : NULL;
    IoFreeIrp(call.Irp);
    return status;
}
