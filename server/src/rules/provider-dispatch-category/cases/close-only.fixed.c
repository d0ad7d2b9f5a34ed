// CASE: only WskCloseSocket is used through the wrong table: its place is the same in every table, so this is a hint
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI NapIrpDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PRKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* arms the IRP, makes the call, waits while it is pending; St gets the final status */
#define NAP_DO(St, RequestIrp, Done, Call)                                                    \
    do {                                                                                    \
        IoReuseIrp((RequestIrp), STATUS_UNSUCCESSFUL);                                      \
        KeClearEvent(Done);                                                                 \
        IoSetCompletionRoutine((RequestIrp), NapIrpDone, (Done), TRUE, TRUE, TRUE);         \
        (St) = (Call);                                                                      \
        if ((St) == STATUS_PENDING) {                                                       \
            KeWaitForSingleObject((Done), Executive, KernelMode, FALSE, NULL);              \
            (St) = (RequestIrp)->IoStatus.Status;                                           \
        }                                                                                   \
    } while (0)

NTSTATUS NapCheckTransport(PWSK_PROVIDER_NPI Npi, PKEVENT Event)
{
    PWSK_PROVIDER_DATAGRAM_DISPATCH listen;
    PWSK_SOCKET probe;
    NTSTATUS st;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    NAP_DO(st, irp, Event,
           Npi->Dispatch->WskSocket(Npi->Client, AF_INET6, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                                    NULL, NULL, NULL, NULL, NULL, irp));
    if (NT_SUCCESS(st)) {
        probe = (PWSK_SOCKET)irp->IoStatus.Information;
        listen = (PWSK_PROVIDER_DATAGRAM_DISPATCH)probe->Dispatch;        // EXPECT(provider-dispatch-category)
        NAP_DO(st, irp, Event, listen->WskCloseSocket(probe, irp));     // OR(provider-dispatch-category)
    }
    IoFreeIrp(irp);
    return st;
}
