// CASE: a datagram callback refuses; the only enable is the one after creation and bind
// COMPLETE
#include <ntddk.h>
#include <wsk.h>

typedef struct _NTPD {
    PWSK_PROVIDER_NPI Npi;
    PWSK_SOCKET Socket;
    PIRP Irp;                   /* freed with the daemon */
    KEVENT Event;
    LONG Busy;
} NTPD, *PNTPD;

VOID NtpdDead(PNTPD Ntpd);

static NTSTATUS WSKAPI NtpdInput(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    PNTPD Ntpd = SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    if (DataIndication == NULL) {
        NtpdDead(Ntpd);
        return STATUS_SUCCESS;
    }
    return Ntpd->Busy ? STATUS_DATA_NOT_ACCEPTED : STATUS_SUCCESS;      // EXPECT(receive-not-resumed)
}

static const WSK_CLIENT_DATAGRAM_DISPATCH NtpdDispatch = { NtpdInput };

static NTSTATUS NTAPI NtpdIrpDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((PNTPD)Context)->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP NtpdIrp(PNTPD Ntpd)
{
    KeClearEvent(&Ntpd->Event);
    IoReuseIrp(Ntpd->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Ntpd->Irp, NtpdIrpDone, Ntpd, TRUE, TRUE, TRUE);
    return Ntpd->Irp;
}

static NTSTATUS NtpdWait(PNTPD Ntpd)
{
    KeWaitForSingleObject(&Ntpd->Event, Executive, KernelMode, FALSE, NULL);
    return Ntpd->Irp->IoStatus.Status;
}

NTSTATUS NtpdOpen(PNTPD Ntpd, PSOCKADDR Local)
{
    WSK_EVENT_CALLBACK_CONTROL On = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };
    CONST WSK_PROVIDER_DATAGRAM_DISPATCH *Dispatch;
    NTSTATUS Status;

    Ntpd->Npi->Dispatch->WskSocket(Ntpd->Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                                   Ntpd, &NtpdDispatch, NULL, NULL, NULL, NtpdIrp(Ntpd));
    Status = NtpdWait(Ntpd);
    if (!NT_SUCCESS(Status))
        return Status;
    Ntpd->Socket = (PWSK_SOCKET)Ntpd->Irp->IoStatus.Information;
    Dispatch = Ntpd->Socket->Dispatch;

    Dispatch->WskBind(Ntpd->Socket, Local, 0, NtpdIrp(Ntpd));
    Status = NtpdWait(Ntpd);
    if (!NT_SUCCESS(Status))
        return Status;
    return Dispatch->WskControlSocket(Ntpd->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                      sizeof(On), &On, 0, NULL, NULL, NULL);
}
