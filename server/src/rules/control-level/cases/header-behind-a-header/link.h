#pragma once
#include <ntddk.h>
#include <wsk.h>

typedef struct _LINK {
    PWSK_SOCKET Socket;
    PIRP Irp;
    KEVENT Event;
} LINK, *PLINK;

NTSTATUS LinkSetNumber(PLINK Link, ULONG Level, ULONG Option, ULONG Number);
