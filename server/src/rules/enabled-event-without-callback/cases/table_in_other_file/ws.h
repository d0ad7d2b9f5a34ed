#pragma once
#include <ntddk.h>
#include <wsk.h>

typedef struct _WS_SERVER {
    PWSK_SOCKET   Listener;
    PWSK_SOCKET   Peer;
    volatile LONG Hangups;
} WS_SERVER, *PWS_SERVER;

extern const WSK_CLIENT_CONNECTION_DISPATCH WsPeerEvents;
NTSTATUS WsEnable(PWSK_SOCKET Socket, ULONG Events);
