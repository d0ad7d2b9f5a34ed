// CASE: the listening socket is created first, the static call follows in the same function
#include <ntddk.h>
#include <wsk.h>

typedef struct _CHESS {
    WSK_PROVIDER_NPI Npi;
    PWSK_SOCKET      Listener;
} CHESS, *PCHESS;

extern const WSK_CLIENT_LISTEN_DISPATCH ChessEvents;

static NTSTATUS NTAPI ChessSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS ChessStart(PCHESS Chess)
{
    WSK_EVENT_CALLBACK_CONTROL Control;
    NTSTATUS Status;
    KEVENT Event;
    PIRP Irp;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = WSK_EVENT_ACCEPT;
    Status = Chess->Npi.Dispatch->WskControlClient(Chess->Npi.Client,                       // EXPECT(static-after-socket)
                                                   WSK_SET_STATIC_EVENT_CALLBACKS,          // OR(static-after-socket)
                                                   sizeof(Control), &Control, 0, NULL, NULL, NULL);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    Irp = IoAllocateIrp(1, FALSE);
    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, ChessSignal, &Event, TRUE, TRUE, TRUE);
    Status = Chess->Npi.Dispatch->WskSocket(Chess->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
                                            WSK_FLAG_LISTEN_SOCKET, Chess, &ChessEvents, NULL, NULL, NULL, Irp);
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    if (NT_SUCCESS(Status))
        Chess->Listener = (PWSK_SOCKET)Irp->IoStatus.Information;
    IoFreeIrp(Irp);
    if (!NT_SUCCESS(Status))
        return Status;

    return Status;
}
