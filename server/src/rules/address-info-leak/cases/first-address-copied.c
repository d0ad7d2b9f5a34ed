// CASE: the first address is copied out, the list is never freed
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI FindSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS FindServer(PWSK_PROVIDER_NPI Npi, PUNICODE_STRING Host, PUNICODE_STRING Service, SOCKADDR_STORAGE *Server)
{
    PADDRINFOEXW list = NULL;
    KEVENT event;
    NTSTATUS status;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, FindSignal, &event, TRUE, TRUE, TRUE);

    (VOID)Npi->Dispatch->WskGetAddressInfo(Npi->Client, Host, Service, NS_ALL, NULL, NULL,      // EXPECT(address-info-leak)
                                           &list, NULL, NULL, irp);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    status = irp->IoStatus.Status;
    IoFreeIrp(irp);
    if (!NT_SUCCESS(status))
        return status;

    RtlZeroMemory(Server, sizeof(*Server));
    if (list->ai_addrlen > sizeof(*Server))
        return STATUS_BUFFER_OVERFLOW;
    RtlCopyMemory(Server, list->ai_addr, list->ai_addrlen);
    return STATUS_SUCCESS;
}
