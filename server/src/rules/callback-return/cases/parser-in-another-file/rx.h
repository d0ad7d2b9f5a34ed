#pragma once
#include <ntddk.h>
#include <wsk.h>
typedef struct _RX { ULONG Errors; ULONG Mode; volatile LONG Stop; } RX, *PRX;
VOID RxShutdown(PRX Rx);
NTSTATUS RxParse(PRX Rx, PWSK_DATA_INDICATION Ind, SIZE_T Bytes);
