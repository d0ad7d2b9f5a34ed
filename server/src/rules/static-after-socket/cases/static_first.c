// CASE: the static call first, the sockets behind it; an order that only looks wrong because of an early return
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _VOTE { WSK_PROVIDER_NPI Npi; PWSK_SOCKET Socket; KEVENT Done; } VOTE, *PVOTE;

extern const WSK_CLIENT_DATAGRAM_DISPATCH VoteEvents;

static NTSTATUS NTAPI VoteDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    KeSetEvent(&((PVOTE)Context)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS VoteSocket(PVOTE Vote)
{
    NTSTATUS Status;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Vote->Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, VoteDone, Vote, TRUE, TRUE, TRUE);
    Vote->Npi.Dispatch->WskSocket(Vote->Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                                  Vote, &VoteEvents, NULL, NULL, NULL, Irp);
    KeWaitForSingleObject(&Vote->Done, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
    if (NT_SUCCESS(Status))
        Vote->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    IoFreeIrp(Irp);
    return Status;
}

static NTSTATUS VoteStatic(PVOTE Vote)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };

    return Vote->Npi.Dispatch->WskControlClient(Vote->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS,   // NOT(static-after-socket)
                                                sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS VoteStart(PVOTE Vote, BOOLEAN WithoutEvents)
{
    NTSTATUS Status;

    if (WithoutEvents)
        return VoteSocket(Vote);
    Status = VoteStatic(Vote);                                                                      // NOT(static-after-socket)
    return NT_SUCCESS(Status) ? VoteSocket(Vote) : Status;
}
