// CASE: a completion routine captures the NPI with a timeout, a disconnect callback deregisters
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION g_Reg;

typedef struct _RETRY { WSK_PROVIDER_NPI Npi; PWSK_SOCKET Socket; ULONG Attempts; } RETRY, *PRETRY;

static NTSTATUS NTAPI RetryDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PRETRY Retry = Context;
    NTSTATUS Status = Irp->IoStatus.Status;

    UNREFERENCED_PARAMETER(DeviceObject);
    IoFreeIrp(Irp);
    if (!NT_SUCCESS(Status)) {
        Retry->Attempts++;
        Status = WskCaptureProviderNPI(&g_Reg, 500, &Retry->Npi);       // EXPECT(passive-call-in-callback)
        if (NT_SUCCESS(Status))
            WskReleaseProviderNPI(&g_Reg);
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS RetryClose(PRETRY Retry)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, RetryDone, Retry, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Retry->Socket->Dispatch)->WskCloseSocket(Retry->Socket, Irp);
}

static NTSTATUS WSKAPI RetryDisconnect(PVOID SocketContext, ULONG Flags)
{
    UNREFERENCED_PARAMETER(SocketContext);
    if (Flags & WSK_FLAG_ABORTIVE)
        WskDeregister(&g_Reg);                                          // EXPECT(passive-call-in-callback)
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH RetryDispatch = { NULL, RetryDisconnect, NULL };
