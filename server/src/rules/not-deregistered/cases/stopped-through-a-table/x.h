#pragma once
#include <ntddk.h>
#include <wsk.h>
NTSTATUS NetStart(VOID);
VOID NetStop(VOID);
NTSTATUS NetProbe(VOID);
