// CASE: accepted and WskSocketConnect sockets are connection sockets; basic table for options and close; const pointer without a cast
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _OWN_CALL {
    KEVENT Event;
    PIRP   Irp;
} OWN_CALL, *POWN_CALL;

static IO_COMPLETION_ROUTINE OwnCallDone;

_Use_decl_annotations_
static
NTSTATUS
NTAPI
OwnCallDone(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp,
    PVOID Context
    )
{
    POWN_CALL call = (POWN_CALL)Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeSetEvent(&call->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
OwnCallBegin(
    _Out_ POWN_CALL Call
    )
{
    KeInitializeEvent(&Call->Event, SynchronizationEvent, FALSE);
    Call->Irp = IoAllocateIrp(1, FALSE);
    if (Call->Irp == NULL)
    {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    IoSetCompletionRoutine(Call->Irp, OwnCallDone, Call, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

static
VOID
OwnCallAgain(
    _Inout_ POWN_CALL Call
    )
{
    IoReuseIrp(Call->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Call->Irp, OwnCallDone, Call, TRUE, TRUE, TRUE);
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
OwnCallWait(
    _In_ POWN_CALL Call
    )
{
    KeWaitForSingleObject(&Call->Event, Executive, KernelMode, FALSE, NULL);
    return Call->Irp->IoStatus.Status;
}

static NTSTATUS OwnClose(PWSK_SOCKET Socket)
{
    OWN_CALL call;
    NTSTATUS status = OwnCallBegin(&call);

    if (!NT_SUCCESS(status))
        return status;
    (VOID)((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, call.Irp);   // NOT(provider-dispatch-category)
    status = OwnCallWait(&call);
    IoFreeIrp(call.Irp);
    return status;
}

NTSTATUS OwnFirstGuest(PWSK_PROVIDER_NPI Npi, PSOCKADDR Local, PSOCKADDR Peer)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *listen;
    PWSK_PROVIDER_CONNECTION_DISPATCH conn;
    PWSK_SOCKET door, guest;
    OWN_CALL call;
    NTSTATUS status = OwnCallBegin(&call);

    if (!NT_SUCCESS(status))
        return status;
    (VOID)Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
                                   NULL, NULL, NULL, NULL, NULL, call.Irp);
    status = OwnCallWait(&call);
    if (!NT_SUCCESS(status))
        goto NoDoor;
    door = (PWSK_SOCKET)call.Irp->IoStatus.Information;
    listen = door->Dispatch;                                                    // NOT(provider-dispatch-category)

    OwnCallAgain(&call);
    (VOID)listen->WskBind(door, Local, 0, call.Irp);
    status = OwnCallWait(&call);
    if (!NT_SUCCESS(status))
        goto NoGuest;
    OwnCallAgain(&call);
    (VOID)listen->WskAccept(door, 0, NULL, NULL, NULL, NULL, call.Irp);
    status = OwnCallWait(&call);
    if (!NT_SUCCESS(status))
        goto NoGuest;
    guest = (PWSK_SOCKET)call.Irp->IoStatus.Information;

    conn = (PWSK_PROVIDER_CONNECTION_DISPATCH)guest->Dispatch;                  // NOT(provider-dispatch-category)
    OwnCallAgain(&call);
    (VOID)conn->WskGetRemoteAddress(guest, Peer, call.Irp);
    status = OwnCallWait(&call);
    (VOID)OwnClose(guest);
NoGuest:
    (VOID)OwnClose(door);
NoDoor:
    IoFreeIrp(call.Irp);
    return status;
}
