/*
 * An echo server in the kernel: TCP connections and UDP datagrams get back what they sent.
 * The example driver of WSK Language Tools. Lines marked MISTAKE are wrong on purpose; see README.md.
 */
#pragma once

#include <ntddk.h>
#include <wsk.h>

#define ECHO_TAG 'ohcE'
#define ECHO_PORT 0x0700 /* 7, in network order */

/* Bytes on their way back to a peer at which the driver stops receiving from it, and at which it goes on. */
#define ECHO_BACKLOG_HIGH (256 * 1024)
#define ECHO_BACKLOG_LOW (64 * 1024)

/* A socket that callbacks and unload may want to close at the same time. */
typedef struct _ECHO_ENDPOINT {
    PWSK_SOCKET Socket;
    PIRP CloseIrp;         /* allocated early, so that closing cannot fail */
    PIO_COMPLETION_ROUTINE CloseComplete;
    volatile LONG Calls;   /* calls on Socket that have not returned, and one until the close begins */
    volatile LONG Closing;
    KEVENT Closed;
} ECHO_ENDPOINT, *PECHO_ENDPOINT;

typedef struct _ECHO_LISTENER {
    ECHO_ENDPOINT Endpoint;
    KSPIN_LOCK Lock;
    LIST_ENTRY Connections; /* guarded by Lock */
} ECHO_LISTENER, *PECHO_LISTENER;

typedef struct _ECHO_DATAGRAM {
    ECHO_ENDPOINT Endpoint;
} ECHO_DATAGRAM, *PECHO_DATAGRAM;

typedef enum _ECHO_FLOW { EchoFlowing, EchoPausing, EchoPaused } ECHO_FLOW;

typedef struct _ECHO_CONNECTION {
    ECHO_ENDPOINT Endpoint;
    PECHO_LISTENER Listener;
    LIST_ENTRY Link;
    volatile LONG References; /* the open socket, and each send under way */
    volatile LONG Backlog;    /* bytes in those sends */
    volatile LONG Flow;       /* ECHO_FLOW */
} ECHO_CONNECTION, *PECHO_CONNECTION;

/* One echo on its way back. */
typedef struct _ECHO_SEND {
    PECHO_CONNECTION Connection; /* NULL for a datagram */
    SOCKADDR_IN RemoteAddress;   /* of a datagram */
    PIRP Irp;
    WSK_BUF Buffer;
    UCHAR Data[ANYSIZE_ARRAY];
} ECHO_SEND, *PECHO_SEND;

/* request.c: requests with an IRP of their own that wait for their result, for PASSIVE_LEVEL only */
PIRP RequestBegin(_Out_ PKEVENT Completed);
NTSTATUS RequestWait(_In_ PIRP Irp, _In_ PKEVENT Completed, _Out_opt_ PULONG_PTR Information);
NTSTATUS RequestSocket(_In_ const WSK_PROVIDER_NPI *Npi, _In_ USHORT SocketType, _In_ ULONG Protocol, _In_ ULONG Flags,
                       _In_opt_ PVOID SocketContext, _In_opt_ const VOID *Events, _Out_ PWSK_SOCKET *Socket);
NTSTATUS RequestOption(_In_ PWSK_SOCKET Socket, _In_ ULONG Option, _In_ ULONG Level, _In_ SIZE_T Size,
                       _In_reads_bytes_(Size) PVOID Value);

/* endpoint.c: at any level */
PVOID EndpointAllocate(_In_ SIZE_T Size);
NTSTATUS EndpointPrepare(_Out_ PECHO_ENDPOINT Endpoint, _In_ PIO_COMPLETION_ROUTINE CloseComplete);
BOOLEAN EndpointEnter(_Inout_ PECHO_ENDPOINT Endpoint);
VOID EndpointLeave(_Inout_ PECHO_ENDPOINT Endpoint);
VOID EndpointClose(_Inout_ PECHO_ENDPOINT Endpoint);
IO_COMPLETION_ROUTINE EndpointCloseComplete;

/* send.c: at any level */
PECHO_SEND SendCreate(_In_ const WSK_BUF *Source);
VOID SendFree(_In_ PECHO_SEND Send);

/* listener.c */
NTSTATUS ListenerOpen(_Out_ PECHO_LISTENER Listener, _In_ const WSK_PROVIDER_NPI *Npi);
VOID ListenerClose(_Inout_ PECHO_LISTENER Listener);

/* connection.c */
extern const WSK_CLIENT_CONNECTION_DISPATCH ConnectionEvents;
PECHO_CONNECTION ConnectionCreate(_In_ PECHO_LISTENER Listener, _In_ PWSK_SOCKET Socket);
VOID ConnectionCloseAll(_Inout_ PECHO_LISTENER Listener);

/* datagram.c */
NTSTATUS DatagramOpen(_Out_ PECHO_DATAGRAM Datagram, _In_ const WSK_PROVIDER_NPI *Npi);
VOID DatagramClose(_Inout_ PECHO_DATAGRAM Datagram);
