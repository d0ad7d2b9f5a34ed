// CASE: a helper closes the context's socket on every path; its caller then disables an event on it
#include <ntddk.h>
#include <wsk.h>

typedef struct _PIER { PWSK_SOCKET Socket; BOOLEAN Up; } PIER, *PPIER;

static NTSTATUS NTAPI PierSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID PierDrop(PPIER Pier)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH ops = (PWSK_PROVIDER_CONNECTION_DISPATCH)Pier->Socket->Dispatch;
    KEVENT closed;
    PIRP irp;

    Pier->Up = FALSE;
    do {
        irp = IoAllocateIrp(1, FALSE);
    } while (irp == NULL);
    KeInitializeEvent(&closed, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, PierSignal, &closed, TRUE, TRUE, TRUE);
    (VOID)ops->WskCloseSocket(Pier->Socket, irp);
    KeWaitForSingleObject(&closed, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(irp);
}

NTSTATUS PierShutdown(PPIER Pier)
{
    WSK_EVENT_CALLBACK_CONTROL off;
    NTSTATUS status;

    PierDrop(Pier);

    off.NpiId = &NPI_WSK_INTERFACE_ID;
    off.EventMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE;
    status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Pier->Socket->Dispatch)->WskControlSocket(     // EXPECT(use-after-close)
        Pier->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(off), &off, 0, NULL, NULL, NULL);
    if (status != STATUS_SUCCESS)
        return status;
    Pier->Socket = NULL;
    return STATUS_SUCCESS;
}
