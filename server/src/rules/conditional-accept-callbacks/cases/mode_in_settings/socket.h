#pragma once
#include <ntddk.h>
#include <wsk.h>

typedef struct _SOCK { PWSK_SOCKET Socket; PIRP Irp; KEVENT Done; ULONG Kind; } SOCK, *PSOCK;

extern WSK_PROVIDER_NPI Npi;

NTSTATUS SockOpen(PSOCK Sock, ULONG Kind, PVOID Context, const VOID *Table);
NTSTATUS SockBind(PSOCK Sock, PSOCKADDR Local);
NTSTATUS SockOption(PSOCK Sock, ULONG Option, ULONG Value);
NTSTATUS SockIoctl(PSOCK Sock, ULONG Code, PVOID Input, SIZE_T Size);
NTSTATUS SockEvents(PSOCK Sock, ULONG Events);
