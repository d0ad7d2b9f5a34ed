// CASE: what the call returned is tested behind the wait, and the socket taken; the real status is tested in the other function
#include <ntddk.h>
#include <wsk.h>
static NTSTATUS NTAPI Wake(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(irp);
    KeSetEvent(c, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
static PIRP Armed(PKEVENT e)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    KeInitializeEvent(e, NotificationEvent, FALSE);
    if (irp != NULL) IoSetCompletionRoutine(irp, Wake, e, TRUE, TRUE, TRUE);
    return irp;
}
PWSK_SOCKET Wrong(PWSK_PROVIDER_NPI npi)
{
    PWSK_SOCKET s = NULL;
    KEVENT e;
    NTSTATUS st;
    PIRP irp = Armed(&e);
    if (irp == NULL) return NULL;
    st = npi->Dispatch->WskSocket(npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, irp);
    KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL);
    if (NT_SUCCESS(st)) // EXPECT(pending-status)


        s = (PWSK_SOCKET)irp->IoStatus.Information; // NOT(socket-from-failed-irp)
    IoFreeIrp(irp);
    return s;
}
PWSK_SOCKET Right(PWSK_PROVIDER_NPI npi)
{
    PWSK_SOCKET s = NULL;
    KEVENT e;
    NTSTATUS st;
    PIRP irp = Armed(&e);
    if (irp == NULL) return NULL;
    st = npi->Dispatch->WskSocket(npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, irp);
    KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL);
    if (NT_SUCCESS(st) && NT_SUCCESS(irp->IoStatus.Status)) // NOT(pending-status)
        s = (PWSK_SOCKET)irp->IoStatus.Information;
    IoFreeIrp(irp);
    return s;
}
