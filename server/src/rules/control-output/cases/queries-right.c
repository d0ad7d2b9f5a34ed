// CASE: two-step list query, cached descriptor, address list and inspect id with a SIZE_T and no IRP
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _QUERIES {
    WSK_PROVIDER_NPI Npi;
    PSECURITY_DESCRIPTOR Sd, CachedSd;
    PWSK_TRANSPORT List;
    ULONG_PTR ListBytes;
} QUERIES, *PQUERIES;

NTSTATUS QueryTransports(PQUERIES q)
{
    SIZE_T Needed = 0;
    NTSTATUS Status;

    Status = q->Npi.Dispatch->WskControlClient(q->Npi.Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL,
                                               0, NULL, &Needed, NULL);                 // NOT(control-output)
    if (Status != STATUS_BUFFER_OVERFLOW)
        return Status;
    q->List = ExAllocatePoolWithTag(NonPagedPoolNx, Needed, 'yrQw');
    if (q->List == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    Status = q->Npi.Dispatch->WskControlClient(q->Npi.Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL,
                                               Needed, q->List, &q->ListBytes, NULL);   // NOT(control-output)
    if (!NT_SUCCESS(Status)) {
        ExFreePoolWithTag(q->List, 'yrQw');
        q->List = NULL;
    }
    return Status;
}

NTSTATUS QueryCache(PQUERIES q)
{
    return q->Npi.Dispatch->WskControlClient(q->Npi.Client, WSK_CACHE_SD, sizeof(q->Sd), &q->Sd,
                                             sizeof(q->CachedSd), &q->CachedSd, NULL, NULL);    // NOT(control-output)
}

/* Accepted: from a listening socket with conditional accept */
NTSTATUS QueryInspectId(PWSK_SOCKET Accepted, PWSK_INSPECT_ID Id)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *d = Accepted->Dispatch;
    SIZE_T Got;

    return d->WskControlSocket(Accepted, WskIoctl, SIO_WSK_QUERY_INSPECT_ID, 0, 0, NULL,
                               sizeof(*Id), Id, &Got, NULL);                            // NOT(control-output)
}

_IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS QueryAddresses(PWSK_SOCKET Any, PSOCKET_ADDRESS_LIST List, SIZE_T Size, SIZE_T *Got)
{
    const WSK_PROVIDER_BASIC_DISPATCH *b = Any->Dispatch;

    return b->WskControlSocket(Any, WskIoctl, SIO_ADDRESS_LIST_QUERY, 0, 0, NULL, Size, List, Got, NULL); // NOT(control-output)
}
