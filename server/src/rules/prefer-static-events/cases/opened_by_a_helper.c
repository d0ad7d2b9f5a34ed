// CASE: two sockets from one helper, which enables the same event on each
#include <ntddk.h>
#include <wsk.h>
static WSK_PROVIDER_NPI Npi;
static NTSTATUS Done(PDEVICE_OBJECT d, PIRP i, PVOID c) { KeSetEvent((PKEVENT)c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
static NTSTATUS WSKAPI Rf(PVOID Ctx, ULONG Flags, PWSK_DATAGRAM_INDICATION Ind) { return STATUS_SUCCESS; }
static const WSK_CLIENT_DATAGRAM_DISPATCH Dg = { Rf };
static NTSTATUS OpenUdp(PSOCKADDR a, PWSK_SOCKET *s)
{
    KEVENT ev; NTSTATUS st; PIRP irp = IoAllocateIrp(1, FALSE);
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&ev, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, Done, &ev, TRUE, TRUE, TRUE);
    Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL, &Dg, NULL, NULL, NULL, irp);
    KeWaitForSingleObject(&ev, Executive, KernelMode, FALSE, NULL);
    st = irp->IoStatus.Status;
    if (NT_SUCCESS(st)) {
        *s = (PWSK_SOCKET)irp->IoStatus.Information;
        IoReuseIrp(irp, STATUS_SUCCESS);
        IoSetCompletionRoutine(irp, Done, &ev, TRUE, TRUE, TRUE);
        ((PWSK_PROVIDER_DATAGRAM_DISPATCH)(*s)->Dispatch)->WskBind(*s, a, 0, irp);
        KeWaitForSingleObject(&ev, Executive, KernelMode, FALSE, NULL);
        st = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);
    if (!NT_SUCCESS(st)) return st;
    return ((PWSK_PROVIDER_DATAGRAM_DISPATCH)(*s)->Dispatch)->WskControlSocket(*s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);    // EXPECT(prefer-static-events)
}
static PWSK_SOCKET Data, Ctl;
NTSTATUS Start(PSOCKADDR a, PSOCKADDR b)
{
    NTSTATUS st = OpenUdp(a, &Data);
    if (NT_SUCCESS(st)) st = OpenUdp(b, &Ctl);
    return st;
}
