// CASE: the test stands in a macro of a header that is not there
#include <ntddk.h>
#include <wsk.h>
#include "branchhints.h"

NTSTATUS HintOpen(PWSK_PROVIDER_NPI Npi, PIRP Irp, PRKEVENT Done, PWSK_SOCKET *Socket)
{
    NTSTATUS Status = Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL,
                                               NULL, NULL, NULL, NULL, Irp);

    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    if (seldom(!NT_SUCCESS(Status)))
        return Status;
    *Socket = (PWSK_SOCKET)Irp->IoStatus.Information;                               // NOT(socket-from-failed-irp)
    return (*Socket)->Dispatch == NULL ? STATUS_UNSUCCESSFUL : STATUS_SUCCESS;
}
