#pragma once
#include <ntddk.h>
#include <wsk.h>

typedef struct _VC { PWSK_SOCKET Socket; NTSTATUS Last; volatile LONG Count; } VC, *PVC;

extern const WSK_CLIENT_CONNECTION_DISPATCH VcEvents;
NTSTATUS VcSetEvents(PWSK_SOCKET Socket, ULONG Mask);
NTSTATUS VcConnect(PWSK_PROVIDER_NPI Npi, PVC Vc, PSOCKADDR Local, PSOCKADDR Remote);
