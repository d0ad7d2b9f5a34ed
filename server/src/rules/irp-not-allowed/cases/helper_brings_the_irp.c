// CASE: a helper for all client codes brings an IRP of its own: asking it for a code that takes none is the caller's mistake
#include <ntddk.h>
#include <wsk.h>

typedef struct _CLIENT { WSK_PROVIDER_NPI Npi; PIRP Irp; KEVENT Done; PSECURITY_DESCRIPTOR Cached; } CLIENT, *PCLIENT;

static NTSTATUS NTAPI ClientDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((PCLIENT)Context)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS ClientAsk(PCLIENT Client, ULONG Code, PVOID Input, SIZE_T Size)
{
    NTSTATUS Status;

    KeClearEvent(&Client->Done);
    IoReuseIrp(Client->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Client->Irp, ClientDone, Client, TRUE, TRUE, TRUE);
    Status = Client->Npi.Dispatch->WskControlClient(Client->Npi.Client, Code, Size, Input, 0, NULL, NULL, Client->Irp);
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Client->Done, Executive, KernelMode, FALSE, NULL);
        Status = Client->Irp->IoStatus.Status;
    }
    return Status;
}

NTSTATUS ClientWatch(PCLIENT Client)
{
    return ClientAsk(Client, WSK_TRANSPORT_LIST_CHANGE, NULL, 0);       // NOT(irp-not-allowed)
}

NTSTATUS ClientRelease(PCLIENT Client)
{
    return ClientAsk(Client, WSK_RELEASE_SD, &Client->Cached, sizeof(Client->Cached));  // EXPECT(irp-not-allowed) NOFIX(irp-not-allowed)
}

NTSTATUS ClientEvents(PCLIENT Client)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT };

    return ClientAsk(Client, WSK_SET_STATIC_EVENT_CALLBACKS,            // EXPECT(irp-not-allowed) NOFIX(irp-not-allowed)
                     &Control, sizeof(Control));
}
