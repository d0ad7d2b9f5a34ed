// CASE: helpers create, enable and bind; the caller enables between creation and bind
#include <ntddk.h>
#include <wsk.h>

typedef struct _TFTP {
    PWSK_PROVIDER_NPI Npi;
    PWSK_SOCKET Socket;
    PIRP Irp;                   /* freed with the server */
    KEVENT Event;
} TFTP, *PTFTP;

NTSTATUS WSKAPI TftpInput(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication);
static const WSK_CLIENT_DATAGRAM_DISPATCH TftpDispatch = { TftpInput };

static NTSTATUS NTAPI TftpIrpDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((PTFTP)Context)->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID TftpPrepare(PTFTP Tftp)
{
    IoReuseIrp(Tftp->Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&Tftp->Event);
    IoSetCompletionRoutine(Tftp->Irp, TftpIrpDone, Tftp, TRUE, TRUE, TRUE);
}

static NTSTATUS TftpWait(PTFTP Tftp)
{
    KeWaitForSingleObject(&Tftp->Event, Executive, KernelMode, FALSE, NULL);
    return Tftp->Irp->IoStatus.Status;
}

static NTSTATUS TftpCreate(PTFTP Tftp)
{
    NTSTATUS Status;

    TftpPrepare(Tftp);
    Tftp->Npi->Dispatch->WskSocket(Tftp->Npi->Client, AF_INET6, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                                   Tftp, &TftpDispatch, NULL, NULL, NULL, Tftp->Irp);
    Status = TftpWait(Tftp);
    if (NT_SUCCESS(Status))
        Tftp->Socket = (PWSK_SOCKET)Tftp->Irp->IoStatus.Information;
    return Status;
}

static NTSTATUS TftpEnable(PTFTP Tftp)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };
    CONST WSK_PROVIDER_DATAGRAM_DISPATCH *Dispatch = Tftp->Socket->Dispatch;

    return Dispatch->WskControlSocket(Tftp->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK,    // OR(option-timing)
                                      SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

static NTSTATUS TftpBind(PTFTP Tftp, PSOCKADDR Local)
{
    CONST WSK_PROVIDER_DATAGRAM_DISPATCH *Dispatch = Tftp->Socket->Dispatch;

    TftpPrepare(Tftp);
    Dispatch->WskBind(Tftp->Socket, Local, 0, Tftp->Irp);
    return TftpWait(Tftp);
}

NTSTATUS TftpStart(PTFTP Tftp, PSOCKADDR_IN6 Local)
{
    NTSTATUS Status;

    Status = TftpCreate(Tftp);
    if (!NT_SUCCESS(Status))
        return Status;
    Status = TftpEnable(Tftp);                      // EXPECT(option-timing)
    if (!NT_SUCCESS(Status))
        return Status;
    return TftpBind(Tftp, (PSOCKADDR)Local);
}
