#pragma once
#include <ntddk.h>
#include <wsk.h>

typedef struct _GOPHER {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
    PWSK_SOCKET      Socket;
    KEVENT           Done;
} GOPHER, *PGOPHER;

extern const WSK_CLIENT_DATAGRAM_DISPATCH GopherEvents;

NTSTATUS GopherOpenSocket(PGOPHER Gopher);
NTSTATUS GopherStaticEvents(PGOPHER Gopher);
