// CASE: every call goes through a layer of its own in another file, which looks categories up in a table
#include "net.h"
static NTSTATUS WSKAPI OnFrom(PVOID c, ULONG f, PWSK_DATAGRAM_INDICATION i)
{
    UNREFERENCED_PARAMETER(c);
    UNREFERENCED_PARAMETER(f);
    UNREFERENCED_PARAMETER(i);
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI OnRecv(PVOID c, ULONG f, PWSK_DATA_INDICATION i, SIZE_T b, SIZE_T *a)
{
    UNREFERENCED_PARAMETER(c);
    UNREFERENCED_PARAMETER(f);
    UNREFERENCED_PARAMETER(i);
    UNREFERENCED_PARAMETER(b);
    UNREFERENCED_PARAMETER(a);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_DATAGRAM_DISPATCH D = { OnFrom };
static const WSK_CLIENT_CONNECTION_DISPATCH C = { OnRecv, NULL, NULL };
NTSTATUS AppUdp(PNET_SOCKET s, PSOCKADDR a)
{
    NTSTATUS st = NetCreate(s, NetData, &D, s);
    if (NT_SUCCESS(st))
        st = NetSetUlong(s, SO_REUSEADDR, SOL_SOCKET, 1);
    if (NT_SUCCESS(st))
        st = NetBind(s, a);
    if (NT_SUCCESS(st))
        st = NetEvents(s, WSK_EVENT_RECEIVE_FROM);
    if (!NT_SUCCESS(st))
        NetClose(s);
    return st;
}

NTSTATUS AppUdpBad(PNET_SOCKET s, PSOCKADDR a)
{
    NTSTATUS st = NetCreate(s, NetData, &C, s); // EXPECT(client-dispatch-category)
    if (NT_SUCCESS(st))
        st = NetBind(s, a);
    if (NT_SUCCESS(st))
        st = NetSetUlong(s, SO_KEEPALIVE, SOL_SOCKET, 1); // EXPECT(option-category)
    if (NT_SUCCESS(st))
        st = NetSetUlong(s, SO_REUSEADDR, SOL_SOCKET, 1); // OR(option-timing)
    if (NT_SUCCESS(st))
        st = NetSetUlong(s, SO_RCVBUF, IPPROTO_UDP, 1); // EXPECT(control-level)
    if (NT_SUCCESS(st))
        st = NetEvents(s, WSK_EVENT_RECEIVE); // OR(event-category)
    NetClose(s);
    return st;
}

NTSTATUS AppTcp(PNET_SOCKET s, PSOCKADDR a, PSOCKADDR r, PMDL m)
{
    NTSTATUS st = NetCreate(s, NetPeer, &C, s);
    if (NT_SUCCESS(st))
        st = NetBind(s, a);
    if (NT_SUCCESS(st))
        st = NetConnect(s, r);
    if (NT_SUCCESS(st))
        st = NetEvents(s, WSK_EVENT_RECEIVE);
    if (NT_SUCCESS(st))
        st = NetSend(s, m, 10, WSK_FLAG_NODELAY);
    NetClose(s);
    return st;
}

NTSTATUS AppTcpBad(PNET_SOCKET s, PSOCKADDR a, PSOCKADDR r, PMDL m)
{
    NTSTATUS st = NetCreate(s, NetPeer, &C, s);
    if (NT_SUCCESS(st))
        st = NetConnect(s, r); // OR(unbound-operation)
    NetClose(s);
    return st;
}

NTSTATUS AppTcpBad2(PNET_SOCKET s, PSOCKADDR a, PSOCKADDR r, PMDL m)
{
    NTSTATUS st = NetCreate(s, NetPeer, &C, s);
    if (NT_SUCCESS(st))
        st = NetBind(s, a);
    if (NT_SUCCESS(st))
        st = NetEvents(s, WSK_EVENT_RECEIVE); // EXPECT(option-timing)
    if (NT_SUCCESS(st))
        st = NetConnect(s, r);
    if (NT_SUCCESS(st))
        st = NetSend(s, m, 10, WSK_FLAG_WAITALL); // EXPECT(operation-flags)
    NetClose(s);
    return st;
}

NTSTATUS AppTcpBad3(PNET_SOCKET s, PSOCKADDR a, PMDL m)
{
    NTSTATUS st = NetCreate(s, NetPeer, &C, s);
    if (NT_SUCCESS(st))
        st = NetBind(s, a);
    if (NT_SUCCESS(st))
        st = NetSend(s, m, 10, 0); // OR(unbound-operation)
    NetClose(s);
    return st;
}
