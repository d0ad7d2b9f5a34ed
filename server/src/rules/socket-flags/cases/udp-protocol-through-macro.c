// CASE: a creation macro takes type, protocol and category; one use asks for a connection socket over UDP
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI ForkIrpDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PRKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* arms the IRP, makes the call, waits while it is pending; St gets the final status */
#define FORK_DO(St, RequestIrp, Done, Call)                                                    \
    do {                                                                                    \
        IoReuseIrp((RequestIrp), STATUS_UNSUCCESSFUL);                                      \
        KeClearEvent(Done);                                                                 \
        IoSetCompletionRoutine((RequestIrp), ForkIrpDone, (Done), TRUE, TRUE, TRUE);         \
        (St) = (Call);                                                                      \
        if ((St) == STATUS_PENDING) {                                                       \
            KeWaitForSingleObject((Done), Executive, KernelMode, FALSE, NULL);              \
            (St) = (RequestIrp)->IoStatus.Status;                                           \
        }                                                                                   \
    } while (0)

typedef struct _FORK { WSK_PROVIDER_NPI Npi; PWSK_SOCKET Stats, Data; KEVENT Event; } FORK;

#define FORK_OPEN(q, status, irp, type, proto, category)                                            \
    FORK_DO(status, irp, &(q)->Event,                                                               \
            (q)->Npi.Dispatch->WskSocket((q)->Npi.Client, AF_INET6, (type), (proto), (category),    \
                                         NULL, NULL, NULL, NULL, NULL, (irp)))

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS ForkOpen(_Inout_ FORK *Fork)
{
    NTSTATUS status;
    PIRP irp;

    KeInitializeEvent(&Fork->Event, NotificationEvent, FALSE);
    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    FORK_OPEN(Fork, status, irp, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET);
    if (!NT_SUCCESS(status))
        goto Done;
    Fork->Stats = (PWSK_SOCKET)irp->IoStatus.Information;



    FORK_OPEN(Fork, status, irp, SOCK_STREAM, IPPROTO_UDP, WSK_FLAG_CONNECTION_SOCKET);     // EXPECT(socket-flags)
    if (NT_SUCCESS(status))
        Fork->Data = (PWSK_SOCKET)irp->IoStatus.Information;
Done:
    IoFreeIrp(irp);
    return status;
}
