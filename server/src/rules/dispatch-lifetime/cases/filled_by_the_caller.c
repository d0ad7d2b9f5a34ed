// CASE: what a table on the stack has, the caller says: no table can be made of that beforehand
#include <ntddk.h>
#include <wsk.h>

typedef struct _LANTERN { PWSK_SOCKET Socket; PFN_WSK_DISCONNECT_EVENT Gone; } LANTERN, *PLANTERN;

NTSTATUS WSKAPI LanternReceive(PVOID Context, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *Accepted);

static NTSTATUS NTAPI LanternDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Event)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS LanternDial(PLANTERN Lantern, PWSK_PROVIDER_NPI Npi, PSOCKADDR Local, PSOCKADDR Remote)
{
    WSK_CLIENT_CONNECTION_DISPATCH Table;
    KEVENT Event;
    NTSTATUS Status;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    RtlZeroMemory(&Table, sizeof(Table));
    Table.WskReceiveEvent = LanternReceive;
    Table.WskDisconnectEvent = Lantern->Gone;
    KeInitializeEvent(&Event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, LanternDone, &Event, TRUE, TRUE, TRUE);
    (VOID)Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, Lantern,
                                          &Table,                       // EXPECT(dispatch-lifetime) NOFIX(dispatch-lifetime)
                                          NULL, NULL, NULL, Irp);
    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
    if (NT_SUCCESS(Status))
        Lantern->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    IoFreeIrp(Irp);
    return Status;
}
