// CASE: one socket has its context, the other has neither context nor events
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _PUSH { PWSK_SOCKET Socket; NTSTATUS Last; volatile LONG Gone; } PUSH, *PPUSH;

static NTSTATUS WSKAPI PushGone(PVOID SocketContext, ULONG Flags)
{
    InterlockedExchange(&((PPUSH)SocketContext)->Gone, 1);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH PushEvents = { .WskDisconnectEvent = PushGone };

static NTSTATUS NTAPI PushConnected(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PPUSH Push = Context;
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_DISCONNECT };

    Push->Last = Irp->IoStatus.Status;
    if (NT_SUCCESS(Push->Last)) {
        Push->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
        Push->Last = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Push->Socket->Dispatch)->WskControlSocket(
            Push->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
            0, NULL, NULL, NULL);
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS NTAPI PushConnectedPlain(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PPUSH Push = Context;

    Push->Last = Irp->IoStatus.Status;
    if (NT_SUCCESS(Push->Last))
        Push->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS PushConnect(PWSK_PROVIDER_NPI Npi, PPUSH Push, PSOCKADDR Local, PSOCKADDR Remote, BOOLEAN Plain)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    if (Plain) {
        IoSetCompletionRoutine(Irp, PushConnectedPlain, Push, TRUE, TRUE, TRUE);
        return Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0,
                                               NULL, NULL, NULL, NULL, NULL, Irp);          // NOT(socket-context-missing)
    }
    IoSetCompletionRoutine(Irp, PushConnected, Push, TRUE, TRUE, TRUE);
    return Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0,
                                           Push, &PushEvents, NULL, NULL, NULL, Irp);       // NOT(socket-context-missing)
}
