// CASE: the IRP that a structure keeps gets its routine before it goes into the structure
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _LINK {
    PWSK_SOCKET Socket;
    PIRP CloseIrp;
    KEVENT Closed;
} LINK, *PLINK;

static NTSTATUS NTAPI OnClosed(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PLINK link = Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&link->Closed, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS LinkPrepare(PLINK Link)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Link->Closed, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, OnClosed, Link, TRUE, TRUE, TRUE);
    Link->CloseIrp = irp;
    return STATUS_SUCCESS;
}

VOID LinkClose(PLINK Link)
{
    const WSK_PROVIDER_BASIC_DISPATCH *dispatch = Link->Socket->Dispatch;

    (VOID)dispatch->WskCloseSocket(Link->Socket, Link->CloseIrp); // NOT(completion-missing)
    (VOID)KeWaitForSingleObject(&Link->Closed, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(Link->CloseIrp);
}
