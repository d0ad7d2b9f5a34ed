// CASE: only the returned value is tested; STATUS_PENDING passes NT_SUCCESS, and after the wait nobody asks again
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI ViaSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS ViaConnect(PWSK_PROVIDER_NPI Npi, PSOCKADDR Local, PSOCKADDR Remote, PSOCKADDR Name)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH conn;
    PWSK_SOCKET sock;
    KEVENT ev;
    NTSTATUS st;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&ev, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, ViaSignal, &ev, TRUE, TRUE, TRUE);

    st = Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0,
                                         NULL, NULL, NULL, NULL, NULL, irp);
    if (!NT_SUCCESS(st)) {
        IoFreeIrp(irp);
        return st;
    }
    KeWaitForSingleObject(&ev, Executive, KernelMode, FALSE, NULL);

    sock = (PWSK_SOCKET)irp->IoStatus.Information;                  // EXPECT(socket-from-failed-irp)
    conn = (PWSK_PROVIDER_CONNECTION_DISPATCH)sock->Dispatch;       // OR(socket-from-failed-irp)

    IoReuseIrp(irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(irp, ViaSignal, &ev, TRUE, TRUE, TRUE);
    (VOID)conn->WskGetLocalAddress(sock, Name, irp);
    KeWaitForSingleObject(&ev, Executive, KernelMode, FALSE, NULL);
    st = irp->IoStatus.Status;

    IoReuseIrp(irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(irp, ViaSignal, &ev, TRUE, TRUE, TRUE);
    (VOID)conn->WskCloseSocket(sock, irp);
    KeWaitForSingleObject(&ev, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(irp);
    return st;
}
