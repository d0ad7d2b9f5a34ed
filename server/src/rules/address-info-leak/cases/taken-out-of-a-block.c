// CASE: the list is freed before the block, handed on, or the block lives on
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _QUERY { PADDRINFOEXW List; KEVENT Done; LIST_ENTRY Link; } QUERY, *PQUERY;

VOID UseList(PADDRINFOEXW List);

static NTSTATUS NTAPI Signal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    KeSetEvent(Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PQUERY Ask(PWSK_PROVIDER_NPI Npi, PUNICODE_STRING Host)
{
    PQUERY query = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*query), 'yreQ');
    PIRP irp;

    if (query == NULL)
        return NULL;
    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) {
        ExFreePoolWithTag(query, 'yreQ');
        return NULL;
    }
    query->List = NULL;
    KeInitializeEvent(&query->Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Signal, &query->Done, TRUE, TRUE, TRUE);
    (VOID)Npi->Dispatch->WskGetAddressInfo(Npi->Client, Host, NULL, 0, NULL, NULL, &query->List, NULL, NULL, irp);
    KeWaitForSingleObject(&query->Done, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(irp);
    return query;
}

VOID FreesFirst(PWSK_PROVIDER_NPI Npi, PUNICODE_STRING Host)
{
    PQUERY query = Ask(Npi, Host);

    if (query == NULL)
        return;
    if (query->List != NULL)
        Npi->Dispatch->WskFreeAddressInfo(Npi->Client, query->List);
    ExFreePoolWithTag(query, 'yreQ');
}

VOID HandsOn(PWSK_PROVIDER_NPI Npi, PUNICODE_STRING Host)
{
    PQUERY query = Ask(Npi, Host);

    if (query == NULL)
        return;
    UseList(query->List);
    ExFreePoolWithTag(query, 'yreQ');
}

PADDRINFOEXW TakesOut(PWSK_PROVIDER_NPI Npi, PUNICODE_STRING Host)
{
    PQUERY query = Ask(Npi, Host);
    PADDRINFOEXW list;

    if (query == NULL)
        return NULL;
    list = query->List;
    ExFreePoolWithTag(query, 'yreQ');
    return list;
}

PQUERY LivesOn(PWSK_PROVIDER_NPI Npi, PUNICODE_STRING Host)
{
    return Ask(Npi, Host);
}
