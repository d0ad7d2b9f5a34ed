// CASE: the mask goes to WSK with an IRP that can serve one call only
#include <ntddk.h>
#include <wsk.h>

typedef struct _NTP_PEER { PWSK_SOCKET Socket; KEVENT Done; } NTP_PEER, *PNTP_PEER;

static NTSTATUS NTAPI NtpSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS NtpQuiet(PNTP_PEER Peer)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = (const WSK_PROVIDER_CONNECTION_DISPATCH *)Peer->Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control;
    NTSTATUS Status;
    PIRP Irp;

    Irp = IoAllocateIrp(1, FALSE);
    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Peer->Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, NtpSignal, &Peer->Done, TRUE, TRUE, TRUE);
    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE;   // EXPECT(disable-one-event) NOFIX(disable-one-event)
    Status = Dispatch->WskControlSocket(Peer->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                        sizeof(Control), &Control, 0, NULL, NULL, Irp);
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Peer->Done, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    IoFreeIrp(Irp);
    return Status;
}

NTSTATUS NtpSwitch(PNTP_PEER Peer, ULONG Events, PIRP Irp)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = (const WSK_PROVIDER_CONNECTION_DISPATCH *)Peer->Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Events };

    return Dispatch->WskControlSocket(Peer->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),
                                      &Control, 0, NULL, NULL, Irp);
}

NTSTATUS NtpQuietWith(PNTP_PEER Peer, PIRP Irp)
{
    return NtpSwitch(Peer, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE, Irp);  // EXPECT(disable-one-event) NOFIX(disable-one-event)
}
