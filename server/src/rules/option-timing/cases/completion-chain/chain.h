#ifndef CHAIN_H
#define CHAIN_H
#include <ntddk.h>
#include <wsk.h>

typedef struct _LINK {
    PWSK_PROVIDER_NPI Npi;
    PWSK_SOCKET Socket;
    SOCKADDR_IN Local;
    SOCKADDR_IN Remote;
    NTSTATUS Result;
    KEVENT Settled;
} LINK, *PLINK;

extern const WSK_CLIENT_CONNECTION_DISPATCH LinkDispatch;

NTSTATUS LinkEnable(PLINK Link);
NTSTATUS LinkConnect(PLINK Link);
VOID LinkSettle(PLINK Link, NTSTATUS Status);
PIRP LinkIrp(PIO_COMPLETION_ROUTINE Routine, PLINK Link);

#endif
