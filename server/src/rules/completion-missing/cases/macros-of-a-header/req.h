#pragma once
#include <ntddk.h>
#include <wsk.h>
#define REQ_ARM(_irp, _fn, _ctx) do { IoReuseIrp((_irp), STATUS_SUCCESS); IoSetCompletionRoutine((_irp), (_fn), (_ctx), TRUE, TRUE, TRUE); } while (0)
#define REQ_RESET(_irp) IoReuseIrp((_irp), STATUS_SUCCESS)
NTSTATUS NTAPI ReqDone(PDEVICE_OBJECT, PIRP, PVOID);
