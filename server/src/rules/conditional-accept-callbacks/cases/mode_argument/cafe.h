#pragma once
#include <ntddk.h>
#include <wsk.h>

typedef struct _CAFE {
    WSK_PROVIDER_NPI Npi;
    PWSK_SOCKET      Listener;
    PIRP             Irp;
    KEVENT           Done;
} CAFE, *PCAFE;

extern const WSK_CLIENT_LISTEN_DISPATCH CafeEvents;

NTSTATUS CafeSetMode(PCAFE Cafe, ULONG Mode);
