// CASE: the result of IoAllocateIrp goes straight to IoSetCompletionRoutine
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI RawSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS RawSend(PWSK_SOCKET Socket, PWSK_BUF Data, PSOCKADDR To)
{
    PWSK_PROVIDER_DATAGRAM_DISPATCH udp = (PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch;
    KEVENT sent;
    NTSTATUS status;
    PIRP irp;

    if (Data == NULL) {
        return STATUS_INVALID_PARAMETER;
    }
    KeInitializeEvent(&sent, SynchronizationEvent, FALSE);

    irp = IoAllocateIrp(1, FALSE);                                              // OR(irp-null-check)
    IoSetCompletionRoutine(irp, RawSignal, &sent, TRUE, TRUE, TRUE);            // EXPECT(irp-null-check)
    (VOID)udp->WskSendTo(Socket, Data, 0, To, 0, NULL, irp);
    KeWaitForSingleObject(&sent, Executive, KernelMode, FALSE, NULL);
    status = irp->IoStatus.Status;
    IoFreeIrp(irp);
    return status;
}
