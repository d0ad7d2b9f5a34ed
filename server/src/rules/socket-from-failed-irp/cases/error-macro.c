// CASE: NT_ERROR tests the status as NT_SUCCESS does
// CLEAN
#include <ntddk.h>
#include <wsk.h>

NTSTATUS OpenOne(PWSK_PROVIDER_NPI Npi, PIRP Irp, PRKEVENT Done, PWSK_SOCKET *Socket)
{
    NTSTATUS Status;

    Status = Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL,
                                      NULL, NULL, NULL, Irp);
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    if (NT_ERROR(Status))
        return Status;
    *Socket = (PWSK_SOCKET)Irp->IoStatus.Information;                               // NOT(socket-from-failed-irp)
    return (*Socket)->Dispatch == NULL ? STATUS_UNSUCCESSFUL : STATUS_SUCCESS;
}
