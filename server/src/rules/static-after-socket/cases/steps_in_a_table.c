// CASE: start-up steps stand in tables and are run in order: in one of them the static events come too late
#include <ntddk.h>
#include <wsk.h>

typedef struct _NODE { WSK_PROVIDER_NPI Npi; PWSK_SOCKET Socket; PIRP Irp; KEVENT Done; } NODE, *PNODE;
typedef NTSTATUS (*STEP)(PNODE Node);

extern const WSK_CLIENT_LISTEN_DISPATCH NodeTable;

static NTSTATUS NTAPI NodeDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((PNODE)Context)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS OpenListener(PNODE Node)
{
    NTSTATUS Status;

    KeClearEvent(&Node->Done);
    IoReuseIrp(Node->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Node->Irp, NodeDone, Node, TRUE, TRUE, TRUE);
    Status = Node->Npi.Dispatch->WskSocket(Node->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
                                           Node, &NodeTable, NULL, NULL, NULL, Node->Irp);
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Node->Done, Executive, KernelMode, FALSE, NULL);
        Status = Node->Irp->IoStatus.Status;
    }
    if (NT_SUCCESS(Status))
        Node->Socket = (PWSK_SOCKET)Node->Irp->IoStatus.Information;
    return Status;
}

static NTSTATUS SetStaticEvents(PNODE Node)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT };

    return Node->Npi.Dispatch->WskControlClient(Node->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control), &Control,
                                                0, NULL, NULL, NULL);
}

static const STEP LateSteps[] = { OpenListener, SetStaticEvents };
static const STEP RightSteps[] = { SetStaticEvents, OpenListener };

NTSTATUS StartLate(PNODE Node)
{
    NTSTATUS Status = STATUS_SUCCESS;

    for (ULONG i = 0; NT_SUCCESS(Status) && i < RTL_NUMBER_OF(LateSteps); i++)
        Status = LateSteps[i](Node);                            // EXPECT(static-after-socket)
    return Status;
}

NTSTATUS StartRight(PNODE Node)
{
    NTSTATUS Status = RightSteps[0](Node);                      // NOT(static-after-socket)

    if (NT_SUCCESS(Status))
        Status = RightSteps[1](Node);                           // NOT(static-after-socket)
    return Status;
}
