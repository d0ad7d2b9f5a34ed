#pragma once
#include <ntddk.h>
#include <wsk.h>

typedef struct _DOOR {
    WSK_PROVIDER_NPI Npi;
    PWSK_SOCKET      Listener;
    PWSK_SOCKET      Guest;
    KEVENT           Done;
} DOOR, *PDOOR;

extern const WSK_CLIENT_LISTEN_DISPATCH DoorEvents;
