// CASE: a typedef'd datagram table, a stream table that wraps, a basic socket without a table
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef WSK_CLIENT_DATAGRAM_DISPATCH UDP_HANDLERS;

extern const UDP_HANDLERS KitUdp;
extern const WSK_CLIENT_LISTEN_DISPATCH KitAccept;
extern const WSK_CLIENT_CONNECTION_DISPATCH KitPeer;

static const WSK_CLIENT_STREAM_DISPATCH KitEither = { &KitAccept, &KitPeer };

static NTSTATUS NTAPI KitIrpDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PRKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* arms the IRP, makes the call, waits while it is pending; St gets the final status */
#define KIT_DO(St, RequestIrp, Done, Call)                                                    \
    do {                                                                                    \
        IoReuseIrp((RequestIrp), STATUS_UNSUCCESSFUL);                                      \
        KeClearEvent(Done);                                                                 \
        IoSetCompletionRoutine((RequestIrp), KitIrpDone, (Done), TRUE, TRUE, TRUE);         \
        (St) = (Call);                                                                      \
        if ((St) == STATUS_PENDING) {                                                       \
            KeWaitForSingleObject((Done), Executive, KernelMode, FALSE, NULL);              \
            (St) = (RequestIrp)->IoStatus.Status;                                           \
        }                                                                                   \
    } while (0)

typedef struct _KIT { WSK_PROVIDER_NPI Npi; KEVENT Event; PWSK_SOCKET Sockets[3]; } KIT;

NTSTATUS KitOpen(KIT *Kit)
{
    NTSTATUS st;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Kit->Event, NotificationEvent, FALSE);

    KIT_DO(st, irp, &Kit->Event,
           Kit->Npi.Dispatch->WskSocket(Kit->Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                                        Kit, &KitUdp, NULL, NULL, NULL, irp));          // NOT(client-dispatch-category)
    if (!NT_SUCCESS(st))
        goto Leave;
    Kit->Sockets[0] = (PWSK_SOCKET)irp->IoStatus.Information;

    KIT_DO(st, irp, &Kit->Event,
           Kit->Npi.Dispatch->WskSocket(Kit->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_STREAM_SOCKET,
                                        Kit, &KitEither, NULL, NULL, NULL, irp));       // NOT(client-dispatch-category)
    if (!NT_SUCCESS(st))
        goto Leave;
    Kit->Sockets[1] = (PWSK_SOCKET)irp->IoStatus.Information;

    KIT_DO(st, irp, &Kit->Event,
           Kit->Npi.Dispatch->WskSocket(Kit->Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_BASIC_SOCKET,
                                        NULL, NULL, NULL, NULL, NULL, irp));            // NOT(client-dispatch-category)
    if (NT_SUCCESS(st))
        Kit->Sockets[2] = (PWSK_SOCKET)irp->IoStatus.Information;
Leave:
    IoFreeIrp(irp);
    return st;
}
