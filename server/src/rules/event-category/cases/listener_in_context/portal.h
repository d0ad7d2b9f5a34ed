#pragma once
#include <ntddk.h>
#include <wsk.h>

typedef struct _PORTAL {
    WSK_PROVIDER_NPI Npi;
    PWSK_SOCKET      Listener;
    PWSK_SOCKET      Beacon;
    KEVENT           Done;
    PIRP             Irp;           /* allocated in PortalOpen, freed in PortalOpen */
} PORTAL, *PPORTAL;

extern const WSK_CLIENT_LISTEN_DISPATCH PortalListenEvents;
extern const WSK_CLIENT_DATAGRAM_DISPATCH PortalBeaconEvents;

NTSTATUS PortalOpen(PPORTAL Portal);
NTSTATUS PortalStart(PPORTAL Portal);
