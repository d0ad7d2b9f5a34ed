// CASE: SOL_SOCKET as a number, a macro and a parameter; a transport option that shares a number with SO_REUSEADDR
// CLEAN
#include <ntddk.h>
#include <wsk.h>

#ifndef IP_TTL
#define IP_TTL 4
#endif
#define SOCKET_LEVEL SOL_SOCKET

typedef struct _LV { PWSK_SOCKET S; PIRP Irp; KEVENT Ev; ULONG V; } LV, *PLV;

static NTSTATUS NTAPI LvDone(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    (void)d; (void)i;
    KeSetEvent(&((PLV)c)->Ev, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS LvSet(PLV l, ULONG code, ULONG level, ULONG value)
{
    l->V = value;
    KeClearEvent(&l->Ev);
    IoReuseIrp(l->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(l->Irp, LvDone, l, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_BASIC_DISPATCH)l->S->Dispatch)->WskControlSocket(l->S, WskSetOption, code, level,
        sizeof(l->V), &l->V, 0, NULL, NULL, l->Irp);
    KeWaitForSingleObject(&l->Ev, Executive, KernelMode, FALSE, NULL);
    return l->Irp->IoStatus.Status;
}

NTSTATUS LvAll(PLV l, ULONG CallersLevel)
{
    NTSTATUS st = LvSet(l, SO_RCVBUF, 0xFFFF, 4096);                    // NOT(control-level)

    if (NT_SUCCESS(st))
        st = LvSet(l, SO_RCVBUF, SOCKET_LEVEL, 8192);                   // NOT(control-level)
    if (NT_SUCCESS(st))
        st = LvSet(l, IP_TTL, IPPROTO_IP, 64);                          // NOT(control-level)
    if (NT_SUCCESS(st))
        st = LvSet(l, SO_RCVBUF, CallersLevel, 8192);                   // NOT(control-level)
    return st;
}
