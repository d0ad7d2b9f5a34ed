#pragma once
#include <ntddk.h>
#include <wsk.h>

typedef struct _RING {
    WSK_PROVIDER_NPI Npi;
    const VOID *Table;
    PWSK_SOCKET Next;
} RING, *PRING;

extern const WSK_CLIENT_LISTEN_DISPATCH RingAcceptTable;    /* table.c */

NTSTATUS RingJoin(PRING Ring);                              /* join.c */
