// CASE: a status macro of a header that is not there tests the final status
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS RelayDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Event)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PRKEVENT)Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

VOID RelayProbe(PWSK_PROVIDER_NPI Npi, BOOLEAN *Works)
{
    NTSTATUS Result;
    KEVENT Finished;
    PWSK_SOCKET Probe;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    *Works = FALSE;
    if (Irp == NULL)
        return;
    KeInitializeEvent(&Finished, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, RelayDone, &Finished, TRUE, TRUE, TRUE);
    Result = Npi->Dispatch->WskSocket(Npi->Client, AF_INET6, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_BASIC_SOCKET,
                                      NULL, NULL, NULL, NULL, NULL, Irp);
    if (Result == STATUS_PENDING)
        KeWaitForSingleObject(&Finished, Executive, KernelMode, FALSE, NULL);
    else if (RELAY_FAILED(Result))
        goto Out;
    Result = Irp->IoStatus.Status;
    if (RELAY_FAILED(Result))
        goto Out;
    Probe = (PWSK_SOCKET)Irp->IoStatus.Information;
    *Works = ((PWSK_PROVIDER_BASIC_DISPATCH)Probe->Dispatch)->WskControlSocket != NULL; // NOT(socket-from-failed-irp)
    IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Irp, RelayDone, &Finished, TRUE, TRUE, TRUE);
    if (((PWSK_PROVIDER_BASIC_DISPATCH)Probe->Dispatch)->WskCloseSocket(Probe, Irp) == STATUS_PENDING)
        KeWaitForSingleObject(&Finished, Executive, KernelMode, FALSE, NULL);
Out:
    IoFreeIrp(Irp);
}
