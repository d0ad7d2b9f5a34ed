// CASE: WskSocketConnect with a table but no context; the callback counts in its context
#include <ntddk.h>
#include <wsk.h>

typedef struct _NAS { PWSK_SOCKET Socket; NTSTATUS Last; volatile LONG Gone; } NAS, *PNAS;

static NTSTATUS WSKAPI NasGone(PVOID SocketContext, ULONG Flags)
{
    PNAS Nas = (PNAS)SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    InterlockedExchange(&Nas->Gone, 1);                                 // OR(socket-context-missing)
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH NasEvents = { .WskDisconnectEvent = NasGone };

static NTSTATUS NTAPI NasConnected(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PNAS Nas = Context;
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_DISCONNECT };       // OR(socket-context-missing)

    UNREFERENCED_PARAMETER(DeviceObject);
    Nas->Last = Irp->IoStatus.Status;
    if (NT_SUCCESS(Nas->Last)) {
        Nas->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
        Nas->Last = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Nas->Socket->Dispatch)->WskControlSocket(   // OR(socket-context-missing)
            Nas->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
            0, NULL, NULL, NULL);
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS NasConnect(PWSK_PROVIDER_NPI Npi, PNAS Nas, PSOCKADDR Local, PSOCKADDR Remote)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, NasConnected, Nas, TRUE, TRUE, TRUE);
    return Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0,
                                           NULL,                        // EXPECT(socket-context-missing)
                                           &NasEvents, NULL, NULL, NULL, Irp);
}
