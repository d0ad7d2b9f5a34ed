// CASE: the creation flag goes through a wrapper, the mask through another one: connection flags on a datagram socket
#include <ntddk.h>
#include <wsk.h>

typedef struct _NTP_REQ { PIRP Irp; KEVENT Done; } NTP_REQ;

NTSTATUS WSKAPI NtpReceive(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication);
static const WSK_CLIENT_DATAGRAM_DISPATCH NtpEvents = { .WskReceiveFromEvent = NtpReceive };

static NTSTATUS NTAPI
NtpDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((NTP_REQ *)Context)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS
NtpReqInit(NTP_REQ *Req)
{
    Req->Irp = IoAllocateIrp(1, FALSE);
    if (Req->Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Req->Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Req->Irp, NtpDone, Req, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

static NTSTATUS
NtpCreate(PWSK_PROVIDER_NPI Npi, USHORT Type, ULONG Proto, ULONG Category, PVOID Ctx, const VOID *Table, PWSK_SOCKET *Out)
{
    NTP_REQ req;
    NTSTATUS st = NtpReqInit(&req);

    if (!NT_SUCCESS(st))
        return st;
    Npi->Dispatch->WskSocket(Npi->Client, AF_INET, Type, Proto, Category, Ctx, Table, NULL, NULL, NULL, req.Irp);
    KeWaitForSingleObject(&req.Done, Executive, KernelMode, FALSE, NULL);
    st = req.Irp->IoStatus.Status;
    if (NT_SUCCESS(st))
        *Out = (PWSK_SOCKET)req.Irp->IoStatus.Information;
    IoFreeIrp(req.Irp);
    return st;
}

static NTSTATUS
NtpBind(PWSK_SOCKET Socket, PSOCKADDR Local)
{
    NTP_REQ req;
    NTSTATUS st = NtpReqInit(&req);

    if (!NT_SUCCESS(st))
        return st;
    ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch)->WskBind(Socket, Local, 0, req.Irp);
    KeWaitForSingleObject(&req.Done, Executive, KernelMode, FALSE, NULL);
    st = req.Irp->IoStatus.Status;
    IoFreeIrp(req.Irp);
    return st;
}

static NTSTATUS
NtpEnable(PWSK_SOCKET Socket, ULONG Mask)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, Mask };

    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption,
        SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);
}

NTSTATUS
NtpOpen(PWSK_PROVIDER_NPI Npi, PVOID Ctx, PSOCKADDR Local, PWSK_SOCKET *Socket)
{
    NTSTATUS st = NtpCreate(Npi, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, Ctx, &NtpEvents, Socket);

    if (NT_SUCCESS(st))
        st = NtpBind(*Socket, Local);
    if (NT_SUCCESS(st))
        st = NtpEnable(*Socket, WSK_EVENT_RECEIVE);                 // EXPECT(event-category)
    return st;
}
