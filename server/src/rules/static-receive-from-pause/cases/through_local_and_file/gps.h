#pragma once
#include <ntddk.h>
#include <wsk.h>

typedef struct _GPS { WSK_PROVIDER_NPI Npi; KSPIN_LOCK Lock; ULONG Used; ULONG Size; } GPS;

extern const WSK_CLIENT_DATAGRAM_DISPATCH gps_events;
NTSTATUS gps_static(GPS *gps, ULONG mask);
