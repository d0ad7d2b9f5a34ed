// CASE: data is sent between bind and connect
#include <ntddk.h>
#include <wsk.h>

typedef struct _EARLY_CALL {
    KEVENT Event;
    PIRP   Irp;
} EARLY_CALL, *PEARLY_CALL;

static IO_COMPLETION_ROUTINE EarlyCallDone;

_Use_decl_annotations_
static
NTSTATUS
NTAPI
EarlyCallDone(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp,
    PVOID Context
    )
{
    PEARLY_CALL call = (PEARLY_CALL)Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeSetEvent(&call->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
EarlyCallBegin(
    _Out_ PEARLY_CALL Call
    )
{
    KeInitializeEvent(&Call->Event, SynchronizationEvent, FALSE);
    Call->Irp = IoAllocateIrp(1, FALSE);
    if (Call->Irp == NULL)
    {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    IoSetCompletionRoutine(Call->Irp, EarlyCallDone, Call, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

static
VOID
EarlyCallAgain(
    _Inout_ PEARLY_CALL Call
    )
{
    IoReuseIrp(Call->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Call->Irp, EarlyCallDone, Call, TRUE, TRUE, TRUE);
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
EarlyCallWait(
    _In_ PEARLY_CALL Call
    )
{
    KeWaitForSingleObject(&Call->Event, Executive, KernelMode, FALSE, NULL);
    return Call->Irp->IoStatus.Status;
}

NTSTATUS EarlyHello(PWSK_PROVIDER_NPI Npi, PSOCKADDR Local, PWSK_BUF Hello, PWSK_SOCKET *Out)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH conn;
    PWSK_SOCKET sock;
    EARLY_CALL call;
    NTSTATUS status = EarlyCallBegin(&call);

    if (!NT_SUCCESS(status))
        return status;

    (VOID)Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET,
                                   NULL, NULL, NULL, NULL, NULL, call.Irp);
    status = EarlyCallWait(&call);
    if (NT_SUCCESS(status))
    {
        sock = (PWSK_SOCKET)call.Irp->IoStatus.Information;
        *Out = sock;
        conn = (PWSK_PROVIDER_CONNECTION_DISPATCH)sock->Dispatch;

        EarlyCallAgain(&call);
        (VOID)conn->WskBind(sock, Local, 0, call.Irp);
        status = EarlyCallWait(&call);
        if (NT_SUCCESS(status))
        {
            EarlyCallAgain(&call);
            (VOID)conn->WskSend(sock, Hello, 0, call.Irp);              // EXPECT(unbound-operation)
            status = EarlyCallWait(&call);
        }
    }

    IoFreeIrp(call.Irp);
    return status;
}
