#ifndef ADMIT_H
#define ADMIT_H
#include <ntddk.h>
#include <wsk.h>

typedef struct _ADMIT {
    ULONG Count;
    ULONG Limit;
    PWSK_SOCKET Last;
} ADMIT, *PADMIT;

NTSTATUS AdmitCheck(PADMIT Admit, PSOCKADDR Remote);
VOID AdmitDead(PADMIT Admit);

#endif
