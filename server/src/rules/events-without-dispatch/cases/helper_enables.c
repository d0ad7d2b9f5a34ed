// CASE: a helper enables events: on a socket from WskAccept without a table, and on one that a context keeps
#include <ntddk.h>
#include <wsk.h>
static NTSTATUS Done(PDEVICE_OBJECT d, PIRP i, PVOID c) { KeSetEvent((PKEVENT)c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
typedef struct _OP { PIRP Irp; KEVENT Ev; } OP;
typedef struct _CL { PWSK_SOCKET Udp; WSK_PROVIDER_NPI Npi; } CL;
static BOOLEAN OpInit(OP *o) { o->Irp = IoAllocateIrp(1, FALSE); if (!o->Irp) return FALSE; KeInitializeEvent(&o->Ev, SynchronizationEvent, FALSE); IoSetCompletionRoutine(o->Irp, Done, &o->Ev, TRUE, TRUE, TRUE); return TRUE; }
static NTSTATUS OpEnd(OP *o, NTSTATUS st, PWSK_SOCKET *s) { if (st == STATUS_PENDING) { KeWaitForSingleObject(&o->Ev, Executive, KernelMode, FALSE, NULL); st = o->Irp->IoStatus.Status; } if (NT_SUCCESS(st) && s) *s = (PWSK_SOCKET)o->Irp->IoStatus.Information; IoFreeIrp(o->Irp); return st; }
static NTSTATUS Enable(PWSK_SOCKET s, ULONG ev)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, ev };
    return ((PWSK_PROVIDER_BASIC_DISPATCH)s->Dispatch)->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);
}
NTSTATUS AcceptOne(PWSK_SOCKET L)
{
    OP o; PWSK_SOCKET s = NULL; NTSTATUS st;
    if (!OpInit(&o)) return STATUS_NO_MEMORY;
    st = OpEnd(&o, ((PWSK_PROVIDER_LISTEN_DISPATCH)L->Dispatch)->WskAccept(L, 0, NULL, NULL, NULL, NULL, o.Irp), &s);
    if (!NT_SUCCESS(st)) return st;
    return Enable(s, WSK_EVENT_RECEIVE);      // EXPECT(events-without-dispatch)
}
NTSTATUS Open(CL *c, PSOCKADDR a)
{
    OP o; NTSTATUS st;
    if (!OpInit(&o)) return STATUS_NO_MEMORY;
    st = OpEnd(&o, c->Npi.Dispatch->WskSocket(c->Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, c, NULL, NULL, NULL, NULL, o.Irp), &c->Udp);
    if (!NT_SUCCESS(st)) return st;
    if (!OpInit(&o)) return STATUS_NO_MEMORY;
    return OpEnd(&o, ((PWSK_PROVIDER_DATAGRAM_DISPATCH)c->Udp->Dispatch)->WskBind(c->Udp, a, 0, o.Irp), NULL);
}
NTSTATUS Listen(CL *c) { return Enable(c->Udp, WSK_EVENT_RECEIVE_FROM); }      // EXPECT(events-without-dispatch)
NTSTATUS Quit(CL *c) { return Enable(c->Udp, WSK_EVENT_RECEIVE_FROM | WSK_EVENT_DISABLE); }      // NOT(events-without-dispatch)
