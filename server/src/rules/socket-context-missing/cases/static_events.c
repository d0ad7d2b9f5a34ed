// CASE: the events come from a static mask; the listening socket has a table and no context
#include <ntddk.h>
#include <wsk.h>

typedef struct _RFB { WSK_PROVIDER_NPI Npi; PWSK_SOCKET Door; PWSK_SOCKET Viewer; KEVENT Done; } RFB, *PRFB;

static NTSTATUS WSKAPI RfbAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
    PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    RFB *rfb = SocketContext;

    if (AcceptSocket == NULL || rfb->Viewer != NULL)                    // OR(socket-context-missing)
        return STATUS_REQUEST_NOT_ACCEPTED;
    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    rfb->Viewer = AcceptSocket;                                         // OR(socket-context-missing)
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH RfbEvents = { RfbAccept };

static NTSTATUS NTAPI RfbDone(PDEVICE_OBJECT o, PIRP i, PVOID c)
{
    KeSetEvent(&((PRFB)c)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS RfbStart(PRFB Rfb)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT };         // OR(socket-context-missing)
    NTSTATUS st;
    PIRP irp;

    st = Rfb->Npi.Dispatch->WskControlClient(Rfb->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(c), &c,
                                             0, NULL, NULL, NULL);
    if (!NT_SUCCESS(st))
        return st;
    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Rfb->Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, RfbDone, Rfb, TRUE, TRUE, TRUE);
    Rfb->Npi.Dispatch->WskSocket(Rfb->Npi.Client, AF_INET6, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
                                 NULL,                                  // EXPECT(socket-context-missing)
                                 &RfbEvents, NULL, NULL, NULL, irp);
    KeWaitForSingleObject(&Rfb->Done, Executive, KernelMode, FALSE, NULL);
    st = irp->IoStatus.Status;
    if (NT_SUCCESS(st))
        Rfb->Door = (PWSK_SOCKET)irp->IoStatus.Information;
    IoFreeIrp(irp);
    return st;
}
