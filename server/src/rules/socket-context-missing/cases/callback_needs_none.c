// CASE: the callback tests its context, or works on a global and never looks at it
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _ARP { PWSK_SOCKET Socket; NTSTATUS Last; volatile LONG Gone; volatile LONG Bytes; } ARP, *PARP;

static ARP ArpGlobal;

static NTSTATUS WSKAPI ArpReceive(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                  SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    UNREFERENCED_PARAMETER(SocketContext);
    if (DataIndication != NULL)
        InterlockedExchangeAdd(&ArpGlobal.Bytes, (LONG)BytesIndicated);
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI ArpGone(PVOID SocketContext, ULONG Flags)
{
    PARP Arp = SocketContext;

    if (Arp == NULL)
        Arp = &ArpGlobal;
    InterlockedExchange(&Arp->Gone, 1);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH ArpEvents = { ArpReceive, ArpGone, NULL };

static NTSTATUS NTAPI ArpConnected(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT };

    UNREFERENCED_PARAMETER(Context);
    ArpGlobal.Last = Irp->IoStatus.Status;
    if (NT_SUCCESS(ArpGlobal.Last)) {
        ArpGlobal.Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
        ArpGlobal.Last = ((PWSK_PROVIDER_CONNECTION_DISPATCH)ArpGlobal.Socket->Dispatch)->WskControlSocket(     // NOT(socket-context-missing)
            ArpGlobal.Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
            0, NULL, NULL, NULL);
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS ArpConnect(PWSK_PROVIDER_NPI Npi, PSOCKADDR Local, PSOCKADDR Remote)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, ArpConnected, NULL, TRUE, TRUE, TRUE);
    return Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0,
                                           NULL, &ArpEvents, NULL, NULL, NULL, Irp);        // NOT(socket-context-missing)
}
