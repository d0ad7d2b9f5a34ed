// CASE: the remote address is asked for after bind but before connect
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI PeerIrpDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PRKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* arms the IRP, makes the call, waits while it is pending; St gets the final status */
#define PEER_DO(St, RequestIrp, Done, Call)                                                    \
    do {                                                                                    \
        IoReuseIrp((RequestIrp), STATUS_UNSUCCESSFUL);                                      \
        KeClearEvent(Done);                                                                 \
        IoSetCompletionRoutine((RequestIrp), PeerIrpDone, (Done), TRUE, TRUE, TRUE);         \
        (St) = (Call);                                                                      \
        if ((St) == STATUS_PENDING) {                                                       \
            KeWaitForSingleObject((Done), Executive, KernelMode, FALSE, NULL);              \
            (St) = (RequestIrp)->IoStatus.Status;                                           \
        }                                                                                   \
    } while (0)

NTSTATUS PeerDial(PWSK_PROVIDER_NPI Npi, PSOCKADDR Local, PSOCKADDR Remote, SOCKADDR_STORAGE *Name, PWSK_SOCKET *Out)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *ops;
    PWSK_SOCKET sock;
    KEVENT ev;
    NTSTATUS st;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&ev, NotificationEvent, FALSE);

    PEER_DO(st, irp, &ev, Npi->Dispatch->WskSocket(Npi->Client, AF_INET6, SOCK_STREAM, IPPROTO_TCP,
                                                   WSK_FLAG_CONNECTION_SOCKET, NULL, NULL, NULL, NULL, NULL, irp));
    if (!NT_SUCCESS(st))
        goto Done;
    sock = (PWSK_SOCKET)irp->IoStatus.Information;
    ops = sock->Dispatch;
    *Out = sock;

    PEER_DO(st, irp, &ev, ops->WskBind(sock, Local, 0, irp));
    if (!NT_SUCCESS(st))
        goto Done;

    PEER_DO(st, irp, &ev, ops->WskGetRemoteAddress(sock, (PSOCKADDR)Name, irp));    // EXPECT(unbound-operation)
    if (!NT_SUCCESS(st))
        goto Done;



    PEER_DO(st, irp, &ev, ops->WskConnect(sock, Remote, 0, irp));
Done:
    IoFreeIrp(irp);
    return st;
}
