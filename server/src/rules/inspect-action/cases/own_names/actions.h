#pragma once
#include <ntddk.h>
#include <wsk.h>

/* names of an old version of the driver */
#define InspectAccept  WskInspectAccept
#define InspectReject  WskInspectReject

WSK_INSPECT_ACTION WSKAPI LodgeInspect(PVOID, PSOCKADDR, PSOCKADDR, PWSK_INSPECT_ID);
