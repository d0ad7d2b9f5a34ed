// CASE: a helper leaves the list with its callers: one forgets it, one keeps it, one frees it
#include <ntddk.h>
#include <wsk.h>

typedef struct _ASK {
    const WSK_PROVIDER_NPI *Npi;
    PADDRINFOEXW Cache;
} ASK;

static NTSTATUS NTAPI AskDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS AskFor(ASK *Ask, PUNICODE_STRING Name, PADDRINFOEXW *List)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    NTSTATUS status;
    KEVENT event;

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, AskDone, &event, TRUE, TRUE, TRUE);
    status = Ask->Npi->Dispatch->WskGetAddressInfo(Ask->Npi->Client, Name, NULL, 0, NULL, NULL, List, NULL, NULL, irp); // NOT(address-info-leak)
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);
    return status;
}

NTSTATUS AskCount(ASK *Ask, PUNICODE_STRING Name, PULONG Count)
{
    PADDRINFOEXW list = NULL;
    NTSTATUS status;

    status = AskFor(Ask, Name, &list);                  // EXPECT(address-info-leak)
    if (!NT_SUCCESS(status))
        return status;
    for (PADDRINFOEXW one = list; one != NULL; one = one->ai_next)
        ++*Count;
    return STATUS_SUCCESS;
}

NTSTATUS AskKeep(ASK *Ask, PUNICODE_STRING Name)
{
    PADDRINFOEXW list;
    NTSTATUS status = AskFor(Ask, Name, &list);         // NOT(address-info-leak)

    if (NT_SUCCESS(status))
        Ask->Cache = list;
    return status;
}

VOID AskForget(ASK *Ask)
{
    if (Ask->Cache != NULL)
        Ask->Npi->Dispatch->WskFreeAddressInfo(Ask->Npi->Client, Ask->Cache);
    Ask->Cache = NULL;
}
