// CASE: the list leaves the function: as an out parameter, and in a context that another function empties
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _BOOK { PWSK_PROVIDER_NPI Npi; PADDRINFOEXW Entries; KEVENT Event; } BOOK, *PBOOK;

static NTSTATUS NTAPI BookIrpDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PRKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* arms the IRP, makes the call, waits while it is pending; St gets the final status */
#define BOOK_DO(St, RequestIrp, Done, Call)                                                    \
    do {                                                                                    \
        IoReuseIrp((RequestIrp), STATUS_UNSUCCESSFUL);                                      \
        KeClearEvent(Done);                                                                 \
        IoSetCompletionRoutine((RequestIrp), BookIrpDone, (Done), TRUE, TRUE, TRUE);         \
        (St) = (Call);                                                                      \
        if ((St) == STATUS_PENDING) {                                                       \
            KeWaitForSingleObject((Done), Executive, KernelMode, FALSE, NULL);              \
            (St) = (RequestIrp)->IoStatus.Status;                                           \
        }                                                                                   \
    } while (0)

NTSTATUS BookLoad(PBOOK Book, PUNICODE_STRING Host)
{
    NTSTATUS st;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    BOOK_DO(st, irp, &Book->Event, Book->Npi->Dispatch->WskGetAddressInfo(      // NOT(address-info-leak)
        Book->Npi->Client, Host, NULL, NS_ALL, NULL, NULL, &Book->Entries, NULL, NULL, irp));
    IoFreeIrp(irp);
    return st;
}

VOID BookDrop(PBOOK Book)
{
    if (Book->Entries != NULL)
        Book->Npi->Dispatch->WskFreeAddressInfo(Book->Npi->Client, Book->Entries);
    Book->Entries = NULL;
}

NTSTATUS BookLookup(PBOOK Book, PUNICODE_STRING Host, PADDRINFOEXW *Result)
{
    PADDRINFOEXW list = NULL;
    NTSTATUS st;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    BOOK_DO(st, irp, &Book->Event, Book->Npi->Dispatch->WskGetAddressInfo(      // NOT(address-info-leak)
        Book->Npi->Client, Host, NULL, NS_ALL, NULL, NULL, &list, NULL, NULL, irp));
    IoFreeIrp(irp);
    *Result = NT_SUCCESS(st) ? list : NULL;
    return st;
}
