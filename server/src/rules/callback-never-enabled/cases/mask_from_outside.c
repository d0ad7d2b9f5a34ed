// CASE: the mask comes from the device's configuration: it may enable anything
// CLEAN
// COMPLETE
#include <ntddk.h>
#include <wsk.h>

typedef struct _PROBE {
    PWSK_SOCKET   Socket;
    ULONG         Events;           /* read from the registry */
    NTSTATUS      Last;
    volatile LONG Seen;
} PROBE, *PPROBE;

static NTSTATUS WSKAPI ProbeReceive(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                    SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    if (DataIndication != NULL)
        InterlockedIncrement(&((PPROBE)SocketContext)->Seen);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH ProbeEvents = { ProbeReceive, NULL, NULL };     // NOT(callback-never-enabled)

static NTSTATUS NTAPI ProbeConnected(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PPROBE Probe = Context;
    WSK_EVENT_CALLBACK_CONTROL Control;

    Probe->Last = Irp->IoStatus.Status;
    if (NT_SUCCESS(Probe->Last)) {
        Probe->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
        Control.NpiId = &NPI_WSK_INTERFACE_ID;
        Control.EventMask = Probe->Events;
        Probe->Last = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Probe->Socket->Dispatch)->WskControlSocket(
            Probe->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
            0, NULL, NULL, NULL);
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS ProbeConnect(PWSK_PROVIDER_NPI Npi, PPROBE Probe, PSOCKADDR Local, PSOCKADDR Remote)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, ProbeConnected, Probe, TRUE, TRUE, TRUE);
    return Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, Probe, &ProbeEvents,
                                           NULL, NULL, NULL, Irp);
}
