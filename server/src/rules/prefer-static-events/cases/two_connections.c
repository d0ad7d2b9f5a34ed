// CASE: two creations of the workspace, both followed by the same enable call (a hint)
#include <ntddk.h>
#include <wsk.h>

typedef struct _PAIR_LEG { PWSK_SOCKET Socket; NTSTATUS Last; volatile LONG Gone; } PAIR_LEG, *PPAIR_LEG;

static NTSTATUS WSKAPI PairGone(PVOID SocketContext, ULONG Flags)
{
    InterlockedExchange(&((PPAIR_LEG)SocketContext)->Gone, 1);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH PairEvents = { .WskDisconnectEvent = PairGone };

static NTSTATUS NTAPI PairLeftUp(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PPAIR_LEG Leg = Context;

    Leg->Last = Irp->IoStatus.Status;
    if (NT_SUCCESS(Leg->Last)) {
        WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_DISCONNECT };       // OR(prefer-static-events)

        Leg->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
        Leg->Last = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Leg->Socket->Dispatch)->WskControlSocket(   // EXPECT(prefer-static-events)
            Leg->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
            0, NULL, NULL, NULL);
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS NTAPI PairRightUp(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PPAIR_LEG Leg = Context;

    Leg->Last = Irp->IoStatus.Status;
    if (NT_SUCCESS(Leg->Last)) {
        WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_DISCONNECT };       // OR(prefer-static-events)

        Leg->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
        Leg->Last = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Leg->Socket->Dispatch)->WskControlSocket(   // OR(prefer-static-events)
            Leg->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
            0, NULL, NULL, NULL);
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS PairConnectLeft(PWSK_PROVIDER_NPI Npi, PPAIR_LEG Leg, PSOCKADDR Local, PSOCKADDR Remote)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, PairLeftUp, Leg, TRUE, TRUE, TRUE);
    return Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, Leg, &PairEvents,
                                           NULL, NULL, NULL, Irp);
}

NTSTATUS PairConnectRight(PWSK_PROVIDER_NPI Npi, PPAIR_LEG Leg, PSOCKADDR Local, PSOCKADDR Remote)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, PairRightUp, Leg, TRUE, TRUE, TRUE);
    return Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, Leg, &PairEvents,
                                           NULL, NULL, NULL, Irp);
}
