// CASE: one IRP goes from routine to routine: socket, bind, enable; freed at the end or on failure
// CLEAN
#include <ntddk.h>
#include <wsk.h>
typedef struct _ST { WSK_PROVIDER_NPI Npi; PWSK_SOCKET Socket; SOCKADDR_IN Addr; volatile LONG State; KEVENT Ready; } ST, *PST;
static IO_COMPLETION_ROUTINE OnBound, OnSocket, OnClosed;
static NTSTATUS OnClosed(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    ((PST)c)->State = -1;
    KeSetEvent(&((PST)c)->Ready, 0, FALSE);
    IoFreeIrp(irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
static NTSTATUS OnBound(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    PST st = (PST)c;
    UNREFERENCED_PARAMETER(d);
    if (!NT_SUCCESS(irp->IoStatus.Status)) {
        IoReuseIrp(irp, STATUS_SUCCESS);
        IoSetCompletionRoutine(irp, OnClosed, st, TRUE, TRUE, TRUE);
        ((PWSK_PROVIDER_BASIC_DISPATCH)st->Socket->Dispatch)->WskCloseSocket(st->Socket, irp);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
    st->State = 2;
    KeSetEvent(&st->Ready, 0, FALSE);
    IoFreeIrp(irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
static NTSTATUS OnSocket(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    PST st = (PST)c;
    UNREFERENCED_PARAMETER(d);
    if (!NT_SUCCESS(irp->IoStatus.Status)) {
        st->State = -1;
        KeSetEvent(&st->Ready, 0, FALSE);
        IoFreeIrp(irp);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
    st->Socket = (PWSK_SOCKET)irp->IoStatus.Information;
    st->State = 1;
    IoReuseIrp(irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(irp, OnBound, st, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_DATAGRAM_DISPATCH)st->Socket->Dispatch)->WskBind(st->Socket, (PSOCKADDR)&st->Addr, 0, irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
NTSTATUS Start(PST st)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&st->Ready, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, OnSocket, st, TRUE, TRUE, TRUE);
    st->Npi.Dispatch->WskSocket(st->Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, irp);
    KeWaitForSingleObject(&st->Ready, Executive, KernelMode, FALSE, NULL);
    return st->State == 2 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}
