// CASE: each option on a category that has it; every category has the address list
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _FIT { PWSK_SOCKET S; PIRP Irp; KEVENT Ev; ULONG V; SOCKADDR_IN6 To; SIZE_T Q; } FIT, *PFIT;

static NTSTATUS NTAPI FitDone(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    (void)d; (void)i;
    KeSetEvent(&((PFIT)c)->Ev, 0, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

#define FIT(f, T, type, code, level, inlen, in, outlen, out)                                                \
    (IoReuseIrp((f)->Irp, STATUS_UNSUCCESSFUL), KeClearEvent(&(f)->Ev),                                     \
     IoSetCompletionRoutine((f)->Irp, FitDone, (f), TRUE, TRUE, TRUE),                                      \
     (void)((T)(f)->S->Dispatch)->WskControlSocket((f)->S, type, code, level, inlen, in, outlen, out, NULL, (f)->Irp), \
     KeWaitForSingleObject(&(f)->Ev, Executive, KernelMode, FALSE, NULL), (f)->Irp->IoStatus.Status)

NTSTATUS FitListen(PFIT f)
{
    return FIT(f, PWSK_PROVIDER_LISTEN_DISPATCH, WskSetOption, SO_KEEPALIVE, SOL_SOCKET, sizeof(f->V), &f->V, 0, NULL);     // NOT(option-category)
}

NTSTATUS FitDatagram(PFIT f)
{
    NTSTATUS st = FIT(f, PWSK_PROVIDER_DATAGRAM_DISPATCH, WskSetOption, SO_BROADCAST, SOL_SOCKET, sizeof(f->V), &f->V, 0, NULL);    // NOT(option-category)

    return NT_SUCCESS(st)
        ? FIT(f, PWSK_PROVIDER_DATAGRAM_DISPATCH, WskIoctl, SIO_WSK_SET_SENDTO_ADDRESS, 0, sizeof(f->To), &f->To, 0, NULL) : st;  // NOT(option-category)
}

NTSTATUS FitConnection(PFIT f)
{
    return FIT(f, PWSK_PROVIDER_CONNECTION_DISPATCH, WskIoctl, SIO_WSK_QUERY_RECEIVE_BACKLOG, 0, 0, NULL, sizeof(f->Q), &f->Q);     // NOT(option-category)
}

_IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS FitAddresses(PWSK_SOCKET Listen, PVOID Out, SIZE_T Size, SIZE_T *Got)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *d = Listen->Dispatch;

    return d->WskControlSocket(Listen, WskIoctl, SIO_ADDRESS_LIST_QUERY, 0, 0, NULL, Size, Out, Got, NULL);     // NOT(option-category)
}
