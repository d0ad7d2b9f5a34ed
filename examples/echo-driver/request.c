/* Requests with an IRP of their own that wait for the result: for PASSIVE_LEVEL, never from a callback. */
#include "echo.h"

static NTSTATUS RequestComplete(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED; /* RequestWait frees the IRP */
}

PIRP RequestBegin(_Out_ PKEVENT Completed)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp != NULL) {
        KeInitializeEvent(Completed, NotificationEvent, FALSE);
        IoSetCompletionRoutine(Irp, RequestComplete, Completed, TRUE, TRUE, TRUE);
    }
    return Irp;
}

/* WSK completes the IRP whatever the call has returned, so this waits in any case. */
NTSTATUS RequestWait(_In_ PIRP Irp, _In_ PKEVENT Completed, _Out_opt_ PULONG_PTR Information)
{
    NTSTATUS Status;

    KeWaitForSingleObject(Completed, Executive, KernelMode, FALSE, NULL);

    Status = Irp->IoStatus.Status;
    if (Information != NULL) {
        *Information = Irp->IoStatus.Information;
    }
    IoFreeIrp(Irp);
    return Status;
}

NTSTATUS RequestSocket(_In_ const WSK_PROVIDER_NPI *Npi, _In_ USHORT SocketType, _In_ ULONG Protocol, _In_ ULONG Flags,
                       _In_opt_ PVOID SocketContext, _In_opt_ const VOID *Events, _Out_ PWSK_SOCKET *Socket)
{
    ULONG_PTR Information = 0;
    KEVENT Completed;
    NTSTATUS Status;
    PIRP Irp = RequestBegin(&Completed);

    *Socket = NULL;
    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SocketType, Protocol, Flags, SocketContext, Events, NULL, NULL, NULL,
                             Irp);

    Status = RequestWait(Irp, &Completed, &Information);
    if (NT_SUCCESS(Status)) {
        *Socket = (PWSK_SOCKET)Information;
    }
    return Status;
}

NTSTATUS RequestOption(_In_ PWSK_SOCKET Socket, _In_ ULONG Option, _In_ ULONG Level, _In_ SIZE_T Size,
                       _In_reads_bytes_(Size) PVOID Value)
{
    const WSK_PROVIDER_BASIC_DISPATCH *Provider = Socket->Dispatch;
    KEVENT Completed;
    PIRP Irp = RequestBegin(&Completed);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    Provider->WskControlSocket(Socket, WskSetOption, Option, Level, Size, Value, 0, NULL, NULL, Irp);
    return RequestWait(Irp, &Completed, NULL);
}
