// CASE: status tested by an early exit, by comparison with STATUS_SUCCESS, by ?: and in a completion routine
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _TRI { PWSK_PROVIDER_NPI Npi; PWSK_SOCKET A, B, C; KEVENT Event; } TRI, *PTRI;

static NTSTATUS NTAPI TriIrpDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PRKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* arms the IRP, makes the call, waits while it is pending; St gets the final status */
#define TRI_DO(St, RequestIrp, Done, Call)                                                    \
    do {                                                                                    \
        IoReuseIrp((RequestIrp), STATUS_UNSUCCESSFUL);                                      \
        KeClearEvent(Done);                                                                 \
        IoSetCompletionRoutine((RequestIrp), TriIrpDone, (Done), TRUE, TRUE, TRUE);         \
        (St) = (Call);                                                                      \
        if ((St) == STATUS_PENDING) {                                                       \
            KeWaitForSingleObject((Done), Executive, KernelMode, FALSE, NULL);              \
            (St) = (RequestIrp)->IoStatus.Status;                                           \
        }                                                                                   \
    } while (0)

static NTSTATUS NTAPI TriThird(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PTRI tri = Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (Irp->IoStatus.Status == STATUS_SUCCESS) {
        tri->C = (PWSK_SOCKET)Irp->IoStatus.Information;            // NOT(socket-from-failed-irp)
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS TriOpen(PTRI Tri)
{
    NTSTATUS st;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    TRI_DO(st, irp, &Tri->Event, Tri->Npi->Dispatch->WskSocket(Tri->Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
           WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, irp));
    if (!NT_SUCCESS(st)) {
        IoFreeIrp(irp);
        return st;
    }
    Tri->A = (PWSK_SOCKET)irp->IoStatus.Information;                // NOT(socket-from-failed-irp)

    TRI_DO(st, irp, &Tri->Event, Tri->Npi->Dispatch->WskSocket(Tri->Npi->Client, AF_INET6, SOCK_DGRAM, IPPROTO_UDP,
           WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, irp));
    Tri->B = st == STATUS_SUCCESS ? (PWSK_SOCKET)irp->IoStatus.Information : NULL;      // NOT(socket-from-failed-irp)
    IoFreeIrp(irp);
    if (Tri->B == NULL)
        return st;

    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, TriThird, Tri, TRUE, TRUE, TRUE);
    return Tri->Npi->Dispatch->WskSocket(Tri->Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_BASIC_SOCKET,
                                         NULL, NULL, NULL, NULL, NULL, irp);
}
