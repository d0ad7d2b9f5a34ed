#pragma once
#include <ntddk.h>
#include <wsk.h>

typedef struct _CABIN { KSPIN_LOCK lock; WSK_INSPECT_ID ids[4]; ULONG used; PWSK_SOCKET guest; } CABIN;

WSK_INSPECT_ACTION cabin_park(CABIN *cabin, const WSK_INSPECT_ID *id);
