// CASE: an invented flag for WskInspectEvent on a listening socket that the same function binds
#include <ntddk.h>
#include <wsk.h>
static NTSTATUS WSKAPI Acc(PVOID Ctx, ULONG Flags, PSOCKADDR Lo, PSOCKADDR R, PWSK_SOCKET A, PVOID *AC, const WSK_CLIENT_CONNECTION_DISPATCH **AD) { if (A == NULL) return STATUS_REQUEST_NOT_ACCEPTED; *AC = NULL; *AD = NULL; return STATUS_SUCCESS; }
static WSK_INSPECT_ACTION WSKAPI Insp(PVOID Ctx, PSOCKADDR Lo, PSOCKADDR R, PWSK_INSPECT_ID Id) { return Id ? WskInspectAccept : WskInspectReject; }
static NTSTATUS WSKAPI Abo(PVOID Ctx, PWSK_INSPECT_ID Id) { return STATUS_SUCCESS; }
const WSK_CLIENT_LISTEN_DISPATCH Full = { Acc, Insp, Abo };
static NTSTATUS Done(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(i);
    KeSetEvent((PKEVENT)c, 0, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
NTSTATUS Bind(PWSK_SOCKET Listen, PSOCKADDR Where)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch = Listen->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Events;
    KEVENT Ev;
    NTSTATUS Status;
    PIRP Irp = IoAllocateIrp(1, FALSE);
    ULONG ConditionalAccept = 1;
    PIRP Irp2;
    KEVENT Completed;

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Ev, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, Done, &Ev, TRUE, TRUE, TRUE);
    Irp2 = IoAllocateIrp(1, FALSE);
    if (Irp2 != NULL) {
        KeInitializeEvent(&Completed, SynchronizationEvent, FALSE);
        IoSetCompletionRoutine(Irp2, Done, &Completed, TRUE, TRUE, TRUE);
        (VOID)((const WSK_PROVIDER_BASIC_DISPATCH *)Listen->Dispatch)->WskControlSocket(
            Listen, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(ConditionalAccept), &ConditionalAccept, 0, NULL, NULL, Irp2);
        KeWaitForSingleObject(&Completed, Executive, KernelMode, FALSE, NULL);
        Status = Irp2->IoStatus.Status;
        IoFreeIrp(Irp2);
    } else {
        Status = STATUS_INSUFFICIENT_RESOURCES;
    }
    if (NT_SUCCESS(Status)) {
        Status = Dispatch->WskBind(Listen, Where, 0, Irp);
        if (Status == STATUS_PENDING) {
            KeWaitForSingleObject(&Ev, Executive, KernelMode, FALSE, NULL);
            Status = Irp->IoStatus.Status;
        }
    }
    IoFreeIrp(Irp);
    if (!NT_SUCCESS(Status))
        return Status;
    Events.NpiId = &NPI_WSK_INTERFACE_ID;
    Events.EventMask = WSK_EVENT_ACCEPT;         // EXPECT(unknown-event-flag)
    return Dispatch->WskControlSocket(Listen, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Events), &Events, 0, NULL, NULL, NULL);
}
