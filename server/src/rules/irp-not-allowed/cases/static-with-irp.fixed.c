// CASE: the IRP meant for the socket creation is passed to the static callback call too
#include <ntddk.h>
#include <wsk.h>

typedef struct _SYSLOG {
    WSK_PROVIDER_NPI Npi;
    PWSK_SOCKET Socket;
    KEVENT Done;
} SYSLOG, *PSYSLOG;

NTSTATUS WSKAPI SyslogInput(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication);
static const WSK_CLIENT_DATAGRAM_DISPATCH SyslogDispatch = { SyslogInput };

static NTSTATUS NTAPI SyslogDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((PSYSLOG)Context)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SyslogOpen(PSYSLOG Log)
{
    WSK_EVENT_CALLBACK_CONTROL Always = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };
    NTSTATUS Status;
    PIRP Irp;

    Irp = IoAllocateIrp(1, FALSE);
    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Log->Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, SyslogDone, Log, TRUE, TRUE, TRUE);

    Status = Log->Npi.Dispatch->WskControlClient(Log->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS,
                                                 sizeof(Always), &Always, 0, NULL, NULL,
                                                 NULL);                                  // EXPECT(irp-not-allowed)
    if (!NT_SUCCESS(Status)) {
        IoFreeIrp(Irp);
        return Status;
    }

    IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&Log->Done);
    IoSetCompletionRoutine(Irp, SyslogDone, Log, TRUE, TRUE, TRUE);
    Status = Log->Npi.Dispatch->WskSocket(Log->Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                                          Log, &SyslogDispatch, NULL, NULL, NULL, Irp);
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Log->Done, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    if (NT_SUCCESS(Status))
        Log->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    IoFreeIrp(Irp);
    return Status;
}
