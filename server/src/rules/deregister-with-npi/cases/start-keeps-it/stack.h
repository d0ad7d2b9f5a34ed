#pragma once
#include <ntddk.h>
#include <wsk.h>

typedef struct _STACK {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
} STACK;

extern STACK Stack;

NTSTATUS StackStart(VOID);
VOID StackStop(VOID);
