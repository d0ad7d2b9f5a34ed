// CASE: SO_KEEPALIVE on a socket that was created as a datagram socket
#include <ntddk.h>
#include <wsk.h>

typedef struct _DNS { PWSK_SOCKET Socket; ULONG KeepAlive; KEVENT Event; } DNS, *PDNS;

static NTSTATUS NTAPI DnsDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((PDNS)Context)->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS DnsOpen(PDNS Dns, const WSK_PROVIDER_NPI *Npi)
{
    NTSTATUS Status;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Dns->Event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, DnsDone, Dns, TRUE, TRUE, TRUE);
    Status = Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                                      NULL, NULL, NULL, NULL, NULL, Irp);
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Dns->Event, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    if (NT_SUCCESS(Status)) {
        Dns->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
        Dns->KeepAlive = 1;
        IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
        KeClearEvent(&Dns->Event);
        IoSetCompletionRoutine(Irp, DnsDone, Dns, TRUE, TRUE, TRUE);
        Status = ((PWSK_PROVIDER_BASIC_DISPATCH)Dns->Socket->Dispatch)->WskControlSocket(
            Dns->Socket, WskSetOption,
            SO_KEEPALIVE,                               // EXPECT(option-category)
            SOL_SOCKET, sizeof(ULONG), &Dns->KeepAlive, 0, NULL, NULL, Irp);
        if (Status == STATUS_PENDING) {
            KeWaitForSingleObject(&Dns->Event, Executive, KernelMode, FALSE, NULL);
            Status = Irp->IoStatus.Status;
        }
    }
    IoFreeIrp(Irp);
    return Status;
}
