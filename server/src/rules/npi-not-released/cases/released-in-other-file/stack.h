#pragma once
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION StackReg;
extern WSK_PROVIDER_NPI StackNpi;

NTSTATUS StackStart(VOID);      /* start.c */
VOID StackStop(VOID);           /* stop.c */
