// CASE: the pointer is kept or returned and nobody looks at the status; kept together with the status it is fine
#include <ntddk.h>
#include <wsk.h>

typedef struct _KEPT {
    PWSK_SOCKET Socket;
    KEVENT Done;
    NTSTATUS Status;
} KEPT;

static NTSTATUS NTAPI KeptSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS NTAPI KeptCreated(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    KEPT *kept = (KEPT *)Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    kept->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;          // EXPECT(socket-from-failed-irp)
    IoFreeIrp(Irp);
    KeSetEvent(&kept->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS NTAPI KeptWithStatus(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    KEPT *kept = (KEPT *)Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    kept->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;          // NOT(socket-from-failed-irp)
    kept->Status = Irp->IoStatus.Status;
    IoFreeIrp(Irp);
    KeSetEvent(&kept->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS KeptCreate(KEPT *Kept, const WSK_PROVIDER_NPI *Npi, BOOLEAN Careful)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, Careful ? KeptWithStatus : KeptCreated, Kept, TRUE, TRUE, TRUE);
    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
                                    NULL, NULL, NULL, NULL, NULL, irp);
}

static NTSTATUS KeptWaited(const WSK_PROVIDER_NPI *Npi, PIRP Irp, PKEVENT Done)
{
    NTSTATUS status;

    KeInitializeEvent(Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, KeptSignal, Done, TRUE, TRUE, TRUE);
    status = Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
                                      NULL, NULL, NULL, NULL, NULL, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
    }
    return status;
}

PWSK_SOCKET KeptReturned(const WSK_PROVIDER_NPI *Npi)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    PWSK_SOCKET socket;
    KEVENT done;

    if (irp == NULL)
        return NULL;
    (void)KeptWaited(Npi, irp, &done);
    socket = (PWSK_SOCKET)irp->IoStatus.Information;                // EXPECT(socket-from-failed-irp)
    IoFreeIrp(irp);
    return socket;
}

NTSTATUS KeptHandedOn(const WSK_PROVIDER_NPI *Npi, PWSK_SOCKET *Socket)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    NTSTATUS status;
    KEVENT done;

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    (void)KeptWaited(Npi, irp, &done);
    *Socket = (PWSK_SOCKET)irp->IoStatus.Information;               // NOT(socket-from-failed-irp)
    status = irp->IoStatus.Status;
    IoFreeIrp(irp);
    return status;
}
