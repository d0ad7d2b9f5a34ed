#ifndef RX_H
#define RX_H
#include <ntddk.h>
#include <wsk.h>

typedef struct _RX { PWSK_SOCKET Socket; PWSK_DATAGRAM_INDICATION Kept; } RX, *PRX;

extern const WSK_CLIENT_DATAGRAM_DISPATCH RxDispatch;
NTSTATUS RxEnable(PRX Rx);
VOID RxFinish(PRX Rx);
VOID RxDead(PRX Rx);

#endif
