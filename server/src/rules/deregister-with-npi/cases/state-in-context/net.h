#pragma once
#include <ntddk.h>
#include <wsk.h>
typedef enum { NET_NONE, NET_REGISTERED, NET_CAPTURED } NET_STATE;
typedef struct _NET { WSK_REGISTRATION Reg; WSK_PROVIDER_NPI Npi; NET_STATE State; } NET, *PNET;
NTSTATUS NetInit(PNET n);
VOID NetCleanup(PNET n);
VOID NetCleanupBad(PNET n);
