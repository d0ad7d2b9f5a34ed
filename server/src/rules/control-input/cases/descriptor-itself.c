// CASE: security descriptors: the options take the address of a pointer variable, and its size
#include <ntddk.h>
#include <wsk.h>

NTSTATUS DiCache(PWSK_PROVIDER_NPI Npi, PSECURITY_DESCRIPTOR Own, PSECURITY_DESCRIPTOR *Cached)
{
    NTSTATUS Status;

    Status = Npi->Dispatch->WskControlClient(Npi->Client, WSK_CACHE_SD, sizeof(PSECURITY_DESCRIPTOR),
                                             Own,               // EXPECT(control-input)
                                             sizeof(PSECURITY_DESCRIPTOR), Cached, NULL, NULL);
    if (NT_SUCCESS(Status))
        return Status;

    return Npi->Dispatch->WskControlClient(Npi->Client, WSK_CACHE_SD, sizeof(Own),
                                           &Own,                // NOT(control-input)
                                           sizeof(PSECURITY_DESCRIPTOR), Cached, NULL, NULL);
}

NTSTATUS DiProtect(PWSK_SOCKET Socket, PSECURITY_DESCRIPTOR Cached, PIRP Irp)
{
    return ((const WSK_PROVIDER_LISTEN_DISPATCH *)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption, SO_WSK_SECURITY,
        SOL_SOCKET, sizeof(SECURITY_DESCRIPTOR), Cached, 0, NULL, NULL, Irp);       // EXPECT(control-input)
}
