#pragma once
#include <ntddk.h>
#include <wsk.h>

typedef struct _VILLA {
    WSK_PROVIDER_NPI Npi;
    PWSK_SOCKET      Listener;
    PWSK_SOCKET      Guest;
    WSK_INSPECT_ID   Waiting;
    volatile LONG    Busy;
    PIRP             Irp;
    KEVENT           Done;
} VILLA, *PVILLA;

extern const WSK_CLIENT_LISTEN_DISPATCH VillaEvents;

NTSTATUS VillaAnswer(PVILLA Villa, WSK_INSPECT_ACTION Action);
