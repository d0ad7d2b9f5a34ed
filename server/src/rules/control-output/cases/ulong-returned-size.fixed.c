// CASE: the size of the transport list comes back in a ULONG
#include <ntddk.h>
#include <wsk.h>

NTSTATUS CountTransports(_In_ PWSK_PROVIDER_NPI Npi, _Out_ PULONG Count)
{
    WSK_TRANSPORT List[32];
    SIZE_T Bytes = 0;                        // OR(control-output)
    NTSTATUS Status;

    *Count = 0;



    Status = Npi->Dispatch->WskControlClient(Npi->Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL,
                                             sizeof(List), List, &Bytes, NULL);         // EXPECT(control-output)
    if (NT_SUCCESS(Status)) {
        *Count = (ULONG)(Bytes / sizeof(WSK_TRANSPORT));
    }
    return Status;
}
