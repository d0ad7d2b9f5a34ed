// CASE: static in the function, in the context, global; a WSK_CLIENT_NPI on the stack over a static dispatch
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _LAST {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
    WSK_CLIENT_DATAGRAM_DISPATCH Own;
    PWSK_SOCKET Udp, Tcp;
    LONG Events;
} LAST, *PLAST;

NTSTATUS WSKAPI LastInput(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication);
NTSTATUS WSKAPI LastGone(PVOID SocketContext, ULONG Flags);

NTSTATUS LastRegister(PLAST l)
{
    static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
    WSK_CLIENT_NPI Npi = { l, &Dispatch };

    return WskRegister(&Npi, &l->Registration);             // NOT(dispatch-lifetime)
}

VOID LastDeregister(PLAST l)
{
    WskDeregister(&l->Registration);
}

static NTSTATUS NTAPI LastUdp(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    (void)d;
    if (NT_SUCCESS(i->IoStatus.Status))
        ((PLAST)c)->Udp = (PWSK_SOCKET)i->IoStatus.Information;
    IoFreeIrp(i);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS NTAPI LastTcp(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    (void)d;
    if (NT_SUCCESS(i->IoStatus.Status))
        ((PLAST)c)->Tcp = (PWSK_SOCKET)i->IoStatus.Information;
    IoFreeIrp(i);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS LastOpenUdp(PLAST l)
{
    PIRP i = IoAllocateIrp(1, FALSE);

    if (i == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    l->Own.WskReceiveFromEvent = LastInput;
    IoSetCompletionRoutine(i, LastUdp, l, TRUE, TRUE, TRUE);
    return l->Npi.Dispatch->WskSocket(l->Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                                      l, &l->Own, NULL, NULL, NULL, i);             // NOT(dispatch-lifetime)
}

NTSTATUS LastOpenTcp(PLAST l, PSOCKADDR From, PSOCKADDR To)
{
    static const WSK_CLIENT_CONNECTION_DISPATCH Table = { .WskDisconnectEvent = LastGone };
    const WSK_CLIENT_CONNECTION_DISPATCH *Which = &Table;
    PIRP i = IoAllocateIrp(1, FALSE);

    if (i == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(i, LastTcp, l, TRUE, TRUE, TRUE);
    return l->Npi.Dispatch->WskSocketConnect(l->Npi.Client, SOCK_STREAM, IPPROTO_TCP, From, To, 0, l, Which,   // NOT(dispatch-lifetime)
                                             NULL, NULL, NULL, i);
}
