#pragma once
#include <ntddk.h>
#include <wsk.h>

NTSTATUS LongStart(VOID);
VOID LongStop(VOID);
