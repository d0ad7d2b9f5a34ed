#pragma once
#include <ntddk.h>
#include <wsk.h>

#define OV_EVENTS_STREAM    (WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT)

typedef enum _OV_MASK {
    OvNothing  = 0,
    OvConnects = WSK_EVENT_ACCEPT,
    OvStream   = OV_EVENTS_STREAM
} OV_MASK;

NTSTATUS OvEnable(PWSK_SOCKET Socket, OV_MASK Mask);
