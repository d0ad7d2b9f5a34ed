// CASE: the only enable follows the bind
#include <ntddk.h>
#include <wsk.h>
// COMPLETE
typedef struct _S { LONG Full; LONG Dead; PSOCKADDR Addr; PWSK_SOCKET Socket; WSK_PROVIDER_NPI Npi; } S, *PS;
static NTSTATUS NTAPI Fin(PDEVICE_OBJECT d, PIRP i, PVOID c) { ((PS)c)->Socket = (PWSK_SOCKET)i->IoStatus.Information; (void)d; IoFreeIrp(i); return STATUS_MORE_PROCESSING_REQUIRED; }
static NTSTATUS WSKAPI F1(PVOID c, ULONG f, PWSK_DATAGRAM_INDICATION d) {
    PS s = c;
    if (!d) { s->Dead = 1; return STATUS_SUCCESS; }
    if (s->Full)
        return STATUS_DATA_NOT_ACCEPTED;                           // EXPECT(receive-not-resumed)
    return STATUS_SUCCESS;
}
static const WSK_CLIENT_DATAGRAM_DISPATCH T = { F1 };
static NTSTATUS NTAPI Sig(PDEVICE_OBJECT d, PIRP i, PVOID c) { (void)d; (void)i; KeSetEvent(c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
NTSTATUS Open(PS s)
{
    KEVENT e;
    NTSTATUS st;
    WSK_EVENT_CALLBACK_CONTROL ctl = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
    st = s->Npi.Dispatch->WskSocket(s->Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, s, &T, NULL, NULL, NULL, irp);
    if (st == STATUS_PENDING) { KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL); st = irp->IoStatus.Status; }
    if (NT_SUCCESS(st)) s->Socket = (PWSK_SOCKET)irp->IoStatus.Information;
    if (!NT_SUCCESS(st)) { IoFreeIrp(irp); return st; }
    IoReuseIrp(irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&e);
    IoSetCompletionRoutine(irp, Sig, &e, TRUE, TRUE, TRUE);
    st = ((PWSK_PROVIDER_DATAGRAM_DISPATCH)s->Socket->Dispatch)->WskBind(s->Socket, s->Addr, 0, irp);
    if (st == STATUS_PENDING) { KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL); st = irp->IoStatus.Status; }
    IoFreeIrp(irp);
    if (!NT_SUCCESS(st)) return st;
    return ((PWSK_PROVIDER_DATAGRAM_DISPATCH)s->Socket->Dispatch)->WskControlSocket(s->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(ctl), &ctl, 0, NULL, NULL, NULL);
}
