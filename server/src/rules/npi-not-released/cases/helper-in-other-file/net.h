#pragma once
#include <ntddk.h>
#include <wsk.h>

typedef struct _NETIO_CTX {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
} NETIO_CTX;

extern NETIO_CTX Ctx;

NTSTATUS CtxAcquire(NETIO_CTX *C, ULONG Timeout);
