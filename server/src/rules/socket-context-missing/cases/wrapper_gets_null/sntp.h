#pragma once
#include <ntddk.h>
#include <wsk.h>

typedef struct _SNTP {
    WSK_PROVIDER_NPI Npi;
    PWSK_SOCKET      Socket;
    KEVENT           Done;
    volatile LONG    Answers;
} SNTP, *PSNTP;

extern const WSK_CLIENT_DATAGRAM_DISPATCH SntpEvents;

NTSTATUS SntpCreate(PSNTP Sntp, PVOID SocketContext, PSOCKADDR Local);
