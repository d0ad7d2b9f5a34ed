// CASE: the list arrives in a pool block that is freed, with the list in it or without it
#include <ntddk.h>
#include <wsk.h>

typedef struct _QUERY { PADDRINFOEXW List; KEVENT Done; NTSTATUS Status; } QUERY, *PQUERY;

static NTSTATUS NTAPI QueryDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PQUERY query = Context;

    query->Status = Irp->IoStatus.Status;
    IoFreeIrp(Irp);
    KeSetEvent(&query->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS Ask(PWSK_PROVIDER_NPI Npi, PUNICODE_STRING Host, PQUERY Query)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    Query->List = NULL;
    KeInitializeEvent(&Query->Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, QueryDone, Query, TRUE, TRUE, TRUE);
    (VOID)Npi->Dispatch->WskGetAddressInfo(Npi->Client, Host, NULL, 0, NULL, NULL, &Query->List, NULL, NULL, irp);  // EXPECT(address-info-leak)
    KeWaitForSingleObject(&Query->Done, Executive, KernelMode, FALSE, NULL);
    return Query->Status;
}

NTSTATUS FirstAddress(PWSK_PROVIDER_NPI Npi, PUNICODE_STRING Host, PSOCKADDR_STORAGE Address)
{
    NTSTATUS status;
    PQUERY query = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*query), 'yreQ');

    if (query == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    status = Ask(Npi, Host, query);
    if (NT_SUCCESS(status))
        RtlCopyMemory(Address, query->List->ai_addr, sizeof(SOCKADDR_IN));
    ExFreePoolWithTag(query, 'yreQ');
    return status;
}
