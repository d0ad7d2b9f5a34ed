#pragma once
#include <ntddk.h>
#include <wsk.h>

typedef struct _REQUEST {
    PIRP Irp;
    KEVENT Event;
} REQUEST, *PREQUEST;

BOOLEAN RequestOpen(PREQUEST Request);
VOID RequestAgain(PREQUEST Request);
VOID RequestClose(PREQUEST Request);
NTSTATUS RequestWait(PREQUEST Request, NTSTATUS Status);
