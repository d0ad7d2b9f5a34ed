// CASE: two creations with the same events, but the driver also disables them, which static events forbid
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _VALVE { PWSK_SOCKET Socket; NTSTATUS Last; volatile LONG Gone; } VALVE, *PVALVE;

static NTSTATUS WSKAPI ValveGone(PVOID SocketContext, ULONG Flags)
{
    InterlockedExchange(&((PVALVE)SocketContext)->Gone, 1);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH ValveEvents = { .WskDisconnectEvent = ValveGone };

static NTSTATUS ValveSet(PVALVE Valve, ULONG Mask)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Mask };

    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Valve->Socket->Dispatch)->WskControlSocket(          // NOT(prefer-static-events)
        Valve->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

static NTSTATUS NTAPI ValveUp(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PVALVE Valve = Context;

    Valve->Last = Irp->IoStatus.Status;
    if (NT_SUCCESS(Valve->Last)) {
        Valve->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
        Valve->Last = ValveSet(Valve, WSK_EVENT_DISCONNECT);                                        // NOT(prefer-static-events)
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS ValveConnect(PWSK_PROVIDER_NPI Npi, PVALVE Valve, PSOCKADDR Local, PSOCKADDR Remote)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, ValveUp, Valve, TRUE, TRUE, TRUE);
    return Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, Valve, &ValveEvents,
                                           NULL, NULL, NULL, Irp);
}

NTSTATUS ValveConnectSpare(PWSK_PROVIDER_NPI Npi, PVALVE Spare, PSOCKADDR Local, PSOCKADDR Remote)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, ValveUp, Spare, TRUE, TRUE, TRUE);
    return Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, Spare, &ValveEvents,
                                           NULL, NULL, NULL, Irp);
}

NTSTATUS ValveQuiet(PVALVE Valve)
{
    return ValveSet(Valve, WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE);
}
