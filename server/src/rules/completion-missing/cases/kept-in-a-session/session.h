#pragma once
#include <ntddk.h>
#include <wsk.h>

typedef struct _SESSION {
    PWSK_SOCKET Socket;
    PIRP ReceiveIrp;
    PIRP CloseIrp;
    PIRP OldIrp;
} SESSION, *PSESSION;

NTSTATUS SessionInitialize(PSESSION Session);
VOID SessionFree(PSESSION Session);
