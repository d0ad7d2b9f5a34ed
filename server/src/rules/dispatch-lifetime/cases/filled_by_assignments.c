// CASE: a table on the stack that assignments fill, before a socket gets it
#include <ntddk.h>
#include <wsk.h>

typedef struct _SIGNAL { PWSK_SOCKET Socket; PFN_WSK_DISCONNECT_EVENT Gone; } SIGNAL, *PSIGNAL;

NTSTATUS WSKAPI SignalReceive(PVOID Context, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *Accepted);
NTSTATUS WSKAPI SignalGone(PVOID Context, ULONG Flags);

static NTSTATUS NTAPI SignalDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Event)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SignalDial(PSIGNAL Signal, PWSK_PROVIDER_NPI Npi, PSOCKADDR Local, PSOCKADDR Remote)
{
    WSK_CLIENT_CONNECTION_DISPATCH Table;
    KEVENT Event;
    NTSTATUS Status;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    RtlZeroMemory(&Table, sizeof(Table));
    Table.WskReceiveEvent = SignalReceive;
    Table.WskDisconnectEvent = SignalGone;
    KeInitializeEvent(&Event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, SignalDone, &Event, TRUE, TRUE, TRUE);
    (VOID)Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, Signal,
                                          &Table,                       // EXPECT(dispatch-lifetime)
                                          NULL, NULL, NULL, Irp);
    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
    if (NT_SUCCESS(Status))
        Signal->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    IoFreeIrp(Irp);
    return Status;
}
