#pragma once
#include <ntddk.h>
#include <wsk.h>
typedef enum _NET_KIND { NetListen, NetData, NetPeer } NET_KIND;

typedef struct _NET_SOCKET {
    PWSK_PROVIDER_NPI Npi; PWSK_SOCKET Wsk;
    NET_KIND Kind;
    PIRP Irp;
    KEVENT Event;
    union {
        const WSK_PROVIDER_LISTEN_DISPATCH *Listen;
        const WSK_PROVIDER_DATAGRAM_DISPATCH *Dgram;
        const WSK_PROVIDER_CONNECTION_DISPATCH *Conn;
        const VOID *Any;
    } Ops;
} NET_SOCKET, *PNET_SOCKET;

NTSTATUS NetCreate(PNET_SOCKET Sock, NET_KIND Kind, const VOID *Events, PVOID Context);
NTSTATUS NetBind(PNET_SOCKET Sock, PSOCKADDR Local);
NTSTATUS NetConnect(PNET_SOCKET Sock, PSOCKADDR Remote);
NTSTATUS NetSetUlong(PNET_SOCKET Sock, ULONG Option, ULONG Level, ULONG Value);
NTSTATUS NetEvents(PNET_SOCKET Sock, ULONG Mask);
NTSTATUS NetSend(PNET_SOCKET Sock, PMDL Mdl, SIZE_T Length, ULONG Flags);
VOID NetClose(PNET_SOCKET Sock);
NTSTATUS NetBegin(PNET_SOCKET Sock);
NTSTATUS NetEnd(PNET_SOCKET Sock, NTSTATUS Status);
