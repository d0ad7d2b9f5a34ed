// CASE: a pageable function is called from a callback in another file
#pragma once
#include <ntddk.h>
#include <wsk.h>
_IRQL_requires_max_(PASSIVE_LEVEL) NTSTATUS WSKAPI Gone(PVOID c, ULONG f);
NTSTATUS WSKAPI Back(PVOID c, SIZE_T f);
extern const WSK_CLIENT_CONNECTION_DISPATCH Tab;
VOID Helper(PVOID c);
