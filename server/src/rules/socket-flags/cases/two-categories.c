// CASE: the flags argument names two categories at once
#include <ntddk.h>
#include <wsk.h>

typedef struct _RELAY {
    WSK_PROVIDER_NPI Npi;
    PWSK_SOCKET Front;
    ULONG Port;
} RELAY, *PRELAY;

static NTSTATUS NTAPI RelaySignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS RelayOpenFront(PRELAY Relay, const VOID *Events)
{
    KEVENT done;
    NTSTATUS status;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, RelaySignal, &done, TRUE, TRUE, TRUE);

    status = Relay->Npi.Dispatch->WskSocket(
        Relay->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
        WSK_FLAG_LISTEN_SOCKET | WSK_FLAG_CONNECTION_SOCKET,        // EXPECT(socket-flags)
        Relay, Events, NULL, NULL, NULL, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
    }
    if (NT_SUCCESS(status))
        Relay->Front = (PWSK_SOCKET)irp->IoStatus.Information;
    IoFreeIrp(irp);
    return status;
}
