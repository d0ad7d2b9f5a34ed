// CASE: a datagram socket is bound through the connection table
#include <ntddk.h>
#include <wsk.h>

typedef struct _TIME_CLIENT { PWSK_PROVIDER_NPI Npi; PWSK_SOCKET Socket; SOCKADDR_IN Local; } TIME_CLIENT;

static NTSTATUS NTAPI TimeSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS TimeOpen(TIME_CLIENT *Client)
{
    PWSK_SOCKET socket;
    KEVENT event;
    NTSTATUS status;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, TimeSignal, &event, TRUE, TRUE, TRUE);
    (VOID)Client->Npi->Dispatch->WskSocket(Client->Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
                                           WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, irp);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    status = irp->IoStatus.Status;
    if (!NT_SUCCESS(status))
        goto Exit;
    socket = (PWSK_SOCKET)irp->IoStatus.Information;
    Client->Socket = socket;

    IoReuseIrp(irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(irp, TimeSignal, &event, TRUE, TRUE, TRUE);
    (VOID)((PWSK_PROVIDER_DATAGRAM_DISPATCH)socket->Dispatch)->WskBind(       // EXPECT(provider-dispatch-category)
        socket, (PSOCKADDR)&Client->Local, 0, irp);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    status = irp->IoStatus.Status;

Exit:
    IoFreeIrp(irp);
    return status;
}
