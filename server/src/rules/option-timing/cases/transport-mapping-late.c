// CASE: the behaviour of TDI is chosen when the first socket is there
#include <ntddk.h>
#include <wsk.h>

NTSTATUS Late(PWSK_PROVIDER_NPI Npi, PIRP Irp)
{
    ULONG Bypass = WSK_TDI_BEHAVIOR_BYPASS_TDI;
    NTSTATUS Status;

    Status = Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL,
                                      NULL, NULL, Irp);
    if (!NT_SUCCESS(Status))
        return Status;
    return Npi->Dispatch->WskControlClient(Npi->Client, WSK_TDI_BEHAVIOR, // EXPECT(option-timing)
                                           sizeof(Bypass), &Bypass, 0, NULL, NULL, NULL);
}

NTSTATUS InTime(PWSK_PROVIDER_NPI Npi, PIRP Irp)
{
    ULONG Bypass = WSK_TDI_BEHAVIOR_BYPASS_TDI;
    NTSTATUS Status;

    Status = Npi->Dispatch->WskControlClient(Npi->Client, WSK_TDI_BEHAVIOR, // NOT(option-timing)
                                             sizeof(Bypass), &Bypass, 0, NULL, NULL, NULL);
    if (!NT_SUCCESS(Status))
        return Status;
    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL,
                                    NULL, NULL, Irp);
}
