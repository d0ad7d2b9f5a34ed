// CASE: the workspace makes a single socket and accepts none
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _SOLO { PWSK_SOCKET Socket; NTSTATUS Last; volatile LONG Gone; } SOLO, *PSOLO;

static NTSTATUS WSKAPI SoloGone(PVOID SocketContext, ULONG Flags)
{
    InterlockedExchange(&((PSOLO)SocketContext)->Gone, 1);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH SoloEvents = { .WskDisconnectEvent = SoloGone };

static NTSTATUS NTAPI SoloUp(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_DISCONNECT };           // NOT(prefer-static-events)
    PSOLO Solo = Context;

    Solo->Last = Irp->IoStatus.Status;
    if (NT_SUCCESS(Solo->Last)) {
        Solo->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
        Solo->Last = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Solo->Socket->Dispatch)->WskControlSocket( // NOT(prefer-static-events)
            Solo->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
            0, NULL, NULL, NULL);
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SoloConnect(PWSK_PROVIDER_NPI Npi, PSOLO Solo, PSOCKADDR Local, PSOCKADDR Remote)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, SoloUp, Solo, TRUE, TRUE, TRUE);
    return Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, Solo, &SoloEvents,
                                           NULL, NULL, NULL, Irp);
}
